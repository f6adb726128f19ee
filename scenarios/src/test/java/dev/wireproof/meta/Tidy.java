package dev.wireproof.meta;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What the project's sources keep to, as functions from sources to findings; no finding is good. */
final class Tidy {

    static final int LONGEST_FILE = 500;
    static final int LONG_FILE = 300;
    static final int LONGEST_METHOD = 60;

    /** Nine of ten files are shorter than {@link #LONG_FILE}. */
    private static final int SHORT_FILES_PERCENT = 90;

    /** Left-over notes and the places of somebody's own machine. Put together here, so that this file does not report itself. */
    private static final List<String> UNWANTED_WORDS = List.of("TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/tm" + "p/");

    private Tidy() {
    }

    static List<String> tooLong(Collection<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            if (file.lines() > LONGEST_FILE) {
                found.add(file.path() + " has " + file.lines() + " lines");
            }
        }
        return found;
    }

    /** One finding if more than one file in ten is long. */
    static List<String> tooManyLong(Collection<SourceFile> files) {
        long shorter = files.stream().filter(file -> file.lines() < LONG_FILE).count();
        return shorter * 100 >= (long) files.size() * SHORT_FILES_PERCENT ? List.of()
                : List.of(files.size() - shorter + " of " + files.size() + " files have " + LONG_FILE + " lines or more");
    }

    static int medianLines(Collection<SourceFile> files) {
        return files.stream().mapToInt(SourceFile::lines).sorted().skip(files.size() / 2).findFirst().orElse(0);
    }

    /** Words that have no place here, tabs, spaces at the end of a line and a missing last line end. */
    static List<String> untidyText(Collection<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            List<String> lines = file.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String reason = untidy(lines.get(i));
                if (!reason.isEmpty()) {
                    found.add(file.path() + ":" + (i + 1) + " " + reason);
                }
            }
            if (!file.text().isEmpty() && !file.text().endsWith("\n")) {
                found.add(file.path() + " does not end with a line end");
            }
        }
        return found;
    }

    private static String untidy(String line) {
        for (String word : UNWANTED_WORDS) {
            if (line.contains(word)) {
                return "has " + word;
            }
        }
        return line.indexOf('\t') >= 0 ? "has a tab" : line.endsWith(" ") ? "ends with a space" : "";
    }

    /** Folders that hold Java sources, in no source tree beside a {@code package-info.java}. */
    static List<String> withoutPackageInfo(Collection<SourceFile> files) {
        TreeSet<String> undescribed = new TreeSet<>();
        files.forEach(file -> undescribed.add(packageFolder(file)));
        files.stream().filter(file -> file.path().endsWith("/package-info.java")).forEach(file -> undescribed.remove(packageFolder(file)));
        return List.copyOf(undescribed);
    }

    private static String packageFolder(SourceFile file) {
        String inTree = file.path().replaceFirst(".*/java/", "");
        return inTree.substring(0, Math.max(0, inTree.lastIndexOf('/')));
    }
}
