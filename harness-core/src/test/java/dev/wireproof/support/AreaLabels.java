package dev.wireproof.support;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import java.util.List;

/**
 * Sorts Allure's results (registered as a service): the epic is the room (core, rig, catalogue, meta), the feature the package below it. A
 * label that a test sets itself stays.
 */
public final class AreaLabels implements TestLifecycleListener {

    private static final String ROOT = "dev.wireproof.";

    @Override
    public void beforeTestStart(TestResult result) {
        List<Label> labels = result.getLabels();
        String type = labels.stream().filter(label -> "testClass".equals(label.getName())).map(Label::getValue).findFirst().orElse("");
        if (!type.startsWith(ROOT)) {
            return;
        }
        String[] path = type.substring(ROOT.length()).split("\\.");
        addIfAbsent(labels, "epic", path[0]);
        if (path.length > 2) {
            addIfAbsent(labels, "feature", path[1]);
        }
    }

    private static void addIfAbsent(List<Label> labels, String name, String value) {
        if (labels.stream().noneMatch(label -> name.equals(label.getName()))) {
            labels.add(new Label().setName(name).setValue(value));
        }
    }
}
