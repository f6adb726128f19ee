package dev.wireproof.rig.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/** One scenario found in a catalogue. */
public final class ScenarioMethod implements Comparable<ScenarioMethod> {
    private final Scenario about;
    private final Method method;

    ScenarioMethod(Scenario about, Method method) {
        this.about = about;
        this.method = method;
    }

    public String id() {
        return about.id();
    }

    /** First part of the id: the folder of its golden. */
    public String area() {
        return about.id().substring(0, about.id().indexOf('/'));
    }

    /** Second part of the id: the name of its golden. */
    public String name() {
        return about.id().substring(about.id().indexOf('/') + 1);
    }

    public Scenario about() {
        return about;
    }

    /** The method's name as a sentence: {@code thirdDuplicate} becomes {@code third duplicate}. */
    public String sentence() {
        StringBuilder text = new StringBuilder();
        for (char c : method.getName().toCharArray()) {
            text.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : Character.toString(c));
        }
        return text.toString();
    }

    public boolean isLab() {
        return method.getParameterTypes()[0] == Lab.class;
    }

    public List<String> rfc() {
        return List.of(about.rfc());
    }

    /** Class and method, for reports. */
    public String where() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** Runs its statements on a {@link Ladder} or {@link Lab}. */
    public void invoke(Object rig) throws Throwable {
        Object instance = method.getDeclaringClass().getDeclaredConstructor().newInstance();
        try {
            method.invoke(instance, rig);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public int compareTo(ScenarioMethod other) {
        return id().compareTo(other.id());
    }

    @Override
    public String toString() {
        return id();
    }
}
