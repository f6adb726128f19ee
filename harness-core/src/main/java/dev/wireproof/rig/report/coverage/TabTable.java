package dev.wireproof.rig.report.coverage;

import java.util.ArrayList;
import java.util.List;

/** Tab-separated text with one header line; blank lines and lines that start with {@code #} are skipped. */
final class TabTable {
    private TabTable() {
    }

    /** One line of a table: where it stands and its fields, as many as the header names. */
    record Line(String table, int number, List<String> fields) {
        String field(int column) {
            return fields.get(column);
        }

        TableException complaint(String text) {
            return new TableException(table, number, text);
        }
    }

    static List<Line> read(String table, String text, List<String> columns) {
        var lines = new ArrayList<Line>();
        boolean headed = false;
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var fields = List.of(line.split("\t", -1));
            if (!headed) {
                requireHeader(table, number, fields, columns);
                headed = true;
            } else if (fields.size() != columns.size()) {
                throw new TableException(table, number, "expected " + columns.size() + " fields separated by tabs ("
                        + String.join(", ", columns) + "), found " + fields.size());
            } else {
                lines.add(new Line(table, number, fields.stream().map(String::strip).toList()));
            }
        }
        if (!headed) {
            throw new TableException(table, number, "expected a header line: " + String.join(", ", columns));
        }
        return lines;
    }

    private static void requireHeader(String table, int number, List<String> found, List<String> columns) {
        if (!found.equals(columns)) {
            throw new TableException(table, number, "expected the header " + String.join(", ", columns) + ", found "
                    + String.join(", ", found));
        }
    }
}
