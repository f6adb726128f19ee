package dev.wireproof.rig.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatIsPrintedReadsBack() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("text", "a \"quoted\" line\nand a tab\t\u0001 \u00e9");
        model.put("list", new ArrayList<>(Arrays.asList(1.0, true, null, "x")));
        model.put("empty", List.of());
        assertEquals(model, JsonReader.read(Json.print(model)));
    }

    @Test
    void anErrorSaysWhereAndWhatWasExpected() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> JsonReader.read("{\"a\": ]"));
        assertTrue(e.getMessage().contains("offset 6: expected a value"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read("{} x"));
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read("\"open"));
    }
}
