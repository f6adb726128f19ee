package dev.wireproof.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.catalogue.tcp.congestion.Goodput;
import dev.wireproof.support.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What each congestion control makes of bad paths is what it was; the table in {@code goodput.txt} is replaced only after a look at the difference. */
class GoodputTest {
    @Test
    void eachCongestionControlMakesOfEachPathWhatItDid() throws IOException {
        try (InputStream in = GoodputTest.class.getResourceAsStream("/goodput.txt")) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), Goodput.table(ProjectFiles.seed()));
        }
    }
}
