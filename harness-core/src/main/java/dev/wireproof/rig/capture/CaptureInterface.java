package dev.wireproof.rig.capture;

/**
 * An interface that frames were captured on.
 *
 * @param index position in the file, from 0
 * @param name {@code if_name}, or {@code if0}, {@code if1}, ... where the file has none
 * @param description {@code if_description}, empty where the file has none
 */
public record CaptureInterface(int index, String name, String description, LinkType linkType) {
    /** Description of an interface whose frames a script wrote, errors included: monitors learn from them but do not judge them. */
    public static final String SCRIPTED = "scripted peer";

    /** True when a script wrote this interface's frames. */
    public boolean isScripted() {
        return description.equals(SCRIPTED);
    }
}
