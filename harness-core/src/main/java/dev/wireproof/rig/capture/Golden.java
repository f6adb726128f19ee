package dev.wireproof.rig.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A golden trace: the blessed capture of a scenario, {@code pcaps/AREA/NAME.pcapng}, and the same as text, {@code NAME.txt}. At most
 * 1,000 frames and 256 KiB.
 */
public final class Golden {
    public static final int MOST_FRAMES = 1_000;
    public static final int MOST_OCTETS = 256 << 10;

    private final String id;
    private final Path capture;
    private final Path text;

    /**
     * @param pcaps the folder of all golden traces
     * @param id scenario id, {@code area/name}
     */
    public Golden(Path pcaps, String id) {
        this.id = id;
        capture = pcaps.resolve(id + ".pcapng");
        text = pcaps.resolve(id + ".txt");
    }

    public boolean exists() {
        return Files.exists(capture);
    }

    public Path capture() {
        return capture;
    }

    public Path text() {
        return text;
    }

    /**
     * Holds a run against the blessed capture.
     *
     * @return the first difference as text for a person, or empty when the run is the same in every octet, time and comment
     * @throws CaptureException when the golden cannot be read
     */
    public Optional<String> compare(List<CapturedFrame> run) {
        return CaptureDiff.first(CaptureReader.readAll(capture), run, EnumSet.noneOf(Ignore.class))
                .map(d -> "differs from " + capture + ": " + d.text());
    }

    /** The text beside the capture. */
    public GoldenText readText() {
        try {
            return GoldenText.parse(Files.readString(text, StandardCharsets.UTF_8), text.toString());
        } catch (IOException e) {
            throw new CaptureException(text + ": cannot read: " + CaptureException.reasonOf(e), e);
        }
    }

    /** What is wrong with the pair of files itself, or empty: text that is not its capture's ladder, no confirmation, too large. */
    public Optional<String> defect() {
        List<CapturedFrame> frames = CaptureReader.readAll(capture);
        GoldenText golden = readText();
        if (!golden.ladder().equals(LadderText.of(frames))) {
            return Optional.of(text + ": is not the ladder of " + capture + ": bless it again");
        }
        if (golden.values(GoldenText.CONFIRMED_BY).isEmpty()) {
            return Optional.of(text + ": no " + GoldenText.CONFIRMED_BY + " line");
        }
        try {
            golden.values(GoldenText.CONFIRMED_BY).forEach(Confirmation::parse);
            return tooLarge(frames.size(), Files.size(capture)).map(problem -> capture + ": " + problem);
        } catch (IllegalArgumentException e) {
            return Optional.of(text + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CaptureException(capture + ": cannot read: " + CaptureException.reasonOf(e), e);
        }
    }

    private static Optional<String> tooLarge(int frames, long octets) {
        if (frames > MOST_FRAMES) {
            return Optional.of(frames + " frames: expected at most " + MOST_FRAMES);
        }
        return octets > MOST_OCTETS
                ? Optional.of(octets + " octets: expected at most " + MOST_OCTETS)
                : Optional.empty();
    }

    /**
     * Blesses a run: writes capture and text in place of the old ones.
     *
     * @param header what goes above the ladder besides the scenario and the confirmation: values by header name
     * @throws CaptureException when the run is too large or a file cannot be written
     */
    public void bless(List<CapturedFrame> run, List<Confirmation> because, Map<String, List<String>> header) {
        if (because.isEmpty()) {
            throw new CaptureException("golden " + id + ": a blessing needs a confirmation, such as rfc:9293-MUST-1");
        }
        Path temporary = capture.resolveSibling("." + capture.getFileName() + ".new");
        try {
            write(run, temporary);
            Optional<String> problem = tooLarge(run.size(), Files.size(temporary));
            if (problem.isPresent()) {
                throw new CaptureException("golden " + id + ": " + problem.get());
            }
            Map<String, List<String>> all = new LinkedHashMap<>(header);
            all.put(GoldenText.SCENARIO, List.of(id));
            List<String> reasons = new ArrayList<>();
            because.forEach(reason -> reasons.add(reason.toString()));
            all.put(GoldenText.CONFIRMED_BY, reasons);
            Path temporaryText = text.resolveSibling("." + text.getFileName() + ".new");
            Files.writeString(temporaryText, new GoldenText(all, LadderText.of(run)).print(), StandardCharsets.UTF_8);
            Files.move(temporary, capture, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.move(temporaryText, text, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CaptureException("golden " + id + ": cannot write: " + CaptureException.reasonOf(e), e);
        } finally {
            deleteIfLeft(temporary);
        }
    }

    private static void deleteIfLeft(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new CaptureException(temporary + ": cannot delete: " + CaptureException.reasonOf(e), e);
        }
    }

    /** Writes frames as a pcapng file, interfaces in their order. */
    public static void write(List<CapturedFrame> frames, Path file) {
        List<CaptureInterface> interfaces = new ArrayList<>();
        LinkType linkType = frames.isEmpty() ? LinkType.ETHERNET : frames.get(0).on().linkType();
        try (PcapngWriter out = new PcapngWriter(file, linkType)) {
            for (CapturedFrame frame : frames) {
                if (!interfaces.contains(frame.on())) {
                    interfaces.add(frame.on());
                    out.addInterface(frame.on().name(), frame.on().description());
                }
                out.frame(interfaces.indexOf(frame.on()), frame);
            }
        }
    }
}
