package dev.wireproof.core.sock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wireproof.core.sim.Rng;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FlowTablePropertiesTest {
    /** Few different keys, so that adding and removing meet often; the model is a sorted map. */
    @Property(tries = 300)
    void addsRemovesAndLooksUpLikeAMap(@ForAll @Size(max = 300) List<@IntRange(min = 0, max = 199) Integer> steps) {
        FlowTable<String> table = new FlowTable<>(new FlowHash(Rng.ofSeed(5)));
        TreeMap<Integer, String> model = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int key = steps.get(i);
            if (model.containsKey(key)) {
                assertEquals(model.remove(key), table.remove(0, key % 3, 80, 0, key / 9, key));
            } else {
                model.put(key, "owner " + i);
                table.add(0, key % 3, 80, 0, key / 9, key, "owner " + i);
            }
            assertEquals(model.size(), table.size());
        }
        for (int key = 0; key < 200; key++) {
            assertEquals(model.get(key), table.get(0, key % 3, 80, 0, key / 9, key));
        }
    }
}
