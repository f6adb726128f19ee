package dev.wireproof.rig.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks tshark what it thinks of captures, with the checksums of IP, TCP and UDP verified and no preferences of the user. A process a
 * file (about a quarter of a second): tshark follows connections across a whole file, so captures cannot share one, and its server
 * form, sharkd, leaves items out.
 */
public final class TsharkExpert {
    private static final List<String> FORM_GROUPS = List.of("Malformed", "Protocol", "Checksum");
    private static final String UNIT = "\u001f";
    private static final String TAB = "\t";

    private TsharkExpert() {}

    /**
     * One item of expert information.
     *
     * @param severity Error, Warn or Note; Chat and comments are left out
     */
    public record Item(long frame, String severity, String group, String text) {
        /** True for an item that no capture may have unless its scenario injects it: bad form, or severity Error. */
        public boolean isFault() {
            return severity.equals("Error") || FORM_GROUPS.contains(group);
        }

        /** The item as it stands in the text beside a golden. */
        public GoldenText.ExpertLine line() {
            return new GoldenText.ExpertLine(frame, text);
        }
    }

    /** True when tshark is installed. */
    public static boolean isAvailable() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, "tshark"))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The items of each file, in the order of the frames. Two processes run at a time.
     *
     * @throws CaptureException when tshark is missing or cannot read a file
     */
    public static Map<Path, List<Item>> items(List<Path> files) {
        Map<Path, List<Item>> found = new LinkedHashMap<>();
        Process next = files.isEmpty() ? null : start(files.get(0));
        for (int i = 0; i < files.size(); i++) {
            Process process = next;
            next = i + 1 < files.size() ? start(files.get(i + 1)) : null;
            found.put(files.get(i), parse(output(process, files.get(i))));
        }
        return found;
    }

    /**
     * The items of a run that is about to be blessed.
     *
     * @throws CaptureException when tshark is missing
     */
    public static List<Item> itemsOf(List<CapturedFrame> run) {
        try {
            Path file = Files.createTempFile("wireproof", ".pcapng");
            try {
                Golden.write(run, file);
                return items(List.of(file)).get(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CaptureException("cannot write a capture for tshark: " + CaptureException.reasonOf(e), e);
        }
    }

    private static Process start(Path file) {
        ProcessBuilder tshark = new ProcessBuilder(
                "tshark", "-n", "-r", file.toString(),
                "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE",
                "-Y", "_ws.expert", "-T", "fields", "-E", "separator=" + TAB, "-E", "occurrence=a", "-E", "aggregator=" + UNIT,
                "-e", "frame.number", "-e", "_ws.expert.severity", "-e", "_ws.expert.group", "-e", "_ws.expert.message");
        tshark.environment().put("WIRESHARK_CONFIG_DIR", file.toAbsolutePath().resolveSibling("no-preferences").toString());
        try {
            return tshark.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new CaptureException("cannot run tshark: " + CaptureException.reasonOf(e), e);
        }
    }

    private static String output(Process process, Path file) {
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new CaptureException(file + ": tshark cannot read it: exit status " + status);
            }
            return text;
        } catch (IOException e) {
            throw new CaptureException(file + ": tshark: " + CaptureException.reasonOf(e), e);
        } catch (InterruptedException e) {
            throw new CaptureException(file + ": interrupted while tshark was reading it", e);
        }
    }

    private static List<Item> parse(String output) {
        List<Item> items = new ArrayList<>();
        for (String line : output.split("\n")) {
            String[] fields = line.split(TAB, -1);
            if (fields.length == 4) {
                String[] severities = fields[1].split(UNIT, -1);
                String[] groups = fields[2].split(UNIT, -1);
                String[] texts = fields[3].split(UNIT, -1);
                for (int i = 0; i < severities.length; i++) {
                    add(items, Long.parseLong(fields[0]), severities[i], groups[i], texts[i]);
                }
            }
        }
        return items;
    }

    private static void add(List<Item> items, long frame, String severityCode, String groupCode, String text) {
        String severity = switch (Integer.decode(severityCode)) {
            case 0x800000 -> "Error";
            case 0x600000 -> "Warn";
            case 0x400000 -> "Note";
            default -> null;
        };
        String group = switch (Integer.decode(groupCode)) {
            case 0x1000000 -> "Checksum";
            case 0x2000000 -> "Sequence";
            case 0x7000000 -> "Malformed";
            case 0x9000000 -> "Protocol";
            default -> groupCode;
        };
        if (severity != null) {
            items.add(new Item(frame, severity, group, text));
        }
    }
}
