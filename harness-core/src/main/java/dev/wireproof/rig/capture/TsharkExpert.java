package dev.wireproof.rig.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks Wireshark's dissectors what they think of captures, with the checksums of IP, TCP and UDP verified. One process serves any
 * number of files: {@code sharkd}, the server form of tshark in the same Debian package, so start-up is paid once.
 */
public final class TsharkExpert {
    private static final List<String> SEVERITIES = List.of("Error", "Warning", "Note");
    private static final List<String> FORM_GROUPS = List.of("Malformed", "Protocol", "Checksum");
    private static final List<String> PREFERENCES = List.of("ip.check_checksum", "tcp.check_checksum", "udp.check_checksum");
    private static final Pattern ITEM =
            Pattern.compile("\\{\"f\":(\\d+),\"s\":\"([^\"]*)\",\"g\":\"([^\"]*)\",\"m\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ANSWER = Pattern.compile("\\{\"jsonrpc\":\"2.0\",\"id\":(\\d+),\"(result|error)\":(.*)");

    private TsharkExpert() {}

    /**
     * One item of expert information.
     *
     * @param severity Error, Warning or Note; Chat and comments are left out
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

    /** True when the program is installed. */
    public static boolean isAvailable() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, "sharkd"))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The items of each file, by frame and then text.
     *
     * @throws CaptureException when the program is missing or cannot read a file
     */
    public static Map<Path, List<Item>> items(List<Path> files) {
        Map<Path, List<Item>> found = new LinkedHashMap<>();
        List<String> answers = ask(requests(files));
        for (int i = 0; i < files.size(); i++) {
            int load = PREFERENCES.size() + 2 * i;
            if (!answers.get(load).startsWith("result{\"status\":\"OK\"")) {
                throw new CaptureException(files.get(i) + ": sharkd cannot read it: " + answers.get(load));
            }
            found.put(files.get(i), parse(answers.get(load + 1)));
        }
        return found;
    }

    private static String requests(List<Path> files) {
        StringBuilder text = new StringBuilder();
        int id = 0;
        for (String preference : PREFERENCES) {
            request(text, id++, "setconf", "{\"name\":\"" + preference + "\",\"value\":\"TRUE\"}");
        }
        for (Path file : files) {
            String name = file.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
            request(text, id++, "load", "{\"file\":\"" + name + "\"}");
            request(text, id++, "tap", "{\"tap0\":\"expert\"}");
        }
        request(text, id, "bye", "{}");
        return text.toString();
    }

    private static void request(StringBuilder text, int id, String method, String parameters) {
        text.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id + 1).append(",\"method\":\"").append(method).append("\",\"params\":");
        text.append(parameters).append("}\n");
    }

    /** Answers by request, each starting with {@code result} or {@code error}. */
    private static List<String> ask(String requests) {
        try {
            Path input = Files.createTempFile("wireproof", ".json");
            try {
                Files.writeString(input, requests);
                ProcessBuilder sharkd = new ProcessBuilder("sharkd", "-")
                        .redirectInput(input.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
                sharkd.environment().put("WIRESHARK_CONFIG_DIR", input + ".none");
                Process process = sharkd.start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                List<String> answers = new ArrayList<>();
                for (String line : output.split("\n")) {
                    Matcher answer = ANSWER.matcher(line);
                    if (answer.matches()) {
                        answers.add(answer.group(2) + answer.group(3));
                    }
                }
                long asked = requests.lines().count();
                if (answers.size() < asked - 1) {
                    throw new CaptureException("sharkd answered " + answers.size() + " of " + asked + " requests");
                }
                return answers;
            } finally {
                Files.delete(input);
            }
        } catch (IOException e) {
            throw new CaptureException("cannot run sharkd (Debian package tshark): " + CaptureException.reasonOf(e), e);
        }
    }

    private static List<Item> parse(String answer) {
        List<Item> items = new ArrayList<>();
        Matcher item = ITEM.matcher(answer);
        while (item.find()) {
            if (SEVERITIES.contains(item.group(2))) {
                items.add(new Item(Long.parseLong(item.group(1)), item.group(2), item.group(3), unescaped(item.group(4))));
            }
        }
        items.sort(java.util.Comparator.comparingLong(Item::frame).thenComparing(Item::text));
        return items;
    }

    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (json.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append("nrtbf".indexOf(json.charAt(i)) >= 0 ? ' ' : json.charAt(i));
            }
        }
        return text.toString();
    }
}
