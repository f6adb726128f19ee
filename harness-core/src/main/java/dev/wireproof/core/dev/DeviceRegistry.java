package dev.wireproof.core.dev;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.Invariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The devices of one namespace, with its packet types and taps (the device side of Linux {@code struct net}). */
public final class DeviceRegistry {
    /** Taps that see the frames of every device here. */
    public final Taps taps = new Taps();
    /** Protocols by EtherType. */
    public final PacketTypes packetTypes = new PacketTypes();

    private final List<NetDevice> devices = new ArrayList<>();
    private final List<DeviceListener> listeners = new ArrayList<>();
    private int nextIndex = 1;

    /** Listeners are told in the order in which they came. */
    public void addListener(DeviceListener listener) {
        listeners.add(listener);
    }

    /** Takes a device in and gives it the next index. EEXIST when the name is taken. */
    public Errno register(NetDevice device) {
        return place(device, device.name());
    }

    private Errno place(NetDevice device, String name) {
        Invariant.check(device.registry() == null, "device is registered already");
        if (byName(name) != null) {
            return Errno.EEXIST;
        }
        boolean keepsIndex = device.ifindex() != 0 && byIndex(device.ifindex()) == null;
        int index = keepsIndex ? device.ifindex() : nextIndex;
        nextIndex = Math.max(nextIndex, index + 1);
        device.placed(this, index, name);
        devices.add(device);
        tell(device, DeviceEvent.REGISTERED);
        return Errno.OK;
    }

    /** Closes a device and takes it out. */
    public void unregister(NetDevice device) {
        Invariant.check(device.registry() == this, "device is registered elsewhere");
        device.down();
        device.softnets.flush(device);
        devices.remove(device);
        tell(device, DeviceEvent.UNREGISTERED);
        device.placed(null, device.ifindex(), device.name());
    }

    /** Unregisters a device for good, and with one veth its peer ({@code ip link delete}). */
    public void delete(NetDevice device) {
        unregister(device);
        device.deleted();
    }

    /** Deletes all devices, the last one first: the namespace goes away. */
    public void clear() {
        while (!devices.isEmpty()) {
            delete(devices.get(devices.size() - 1));
        }
    }

    /** Moves a device to another namespace, closed; it keeps its index when that is free there. EEXIST when the name is not. */
    public Errno move(NetDevice device, DeviceRegistry to, String name) {
        if (to.byName(name) != null) {
            return Errno.EEXIST;
        }
        unregister(device);
        return to.place(device, name);
    }

    /** The device with this name, or null. */
    public NetDevice byName(String name) {
        for (NetDevice d : devices) {
            if (d.name().equals(name)) {
                return d;
            }
        }
        return null;
    }

    /** The device with this index, or null. */
    public NetDevice byIndex(int ifindex) {
        for (int i = 0; i < devices.size(); i++) {
            NetDevice d = devices.get(i);
            if (d.ifindex() == ifindex) {
                return d;
            }
        }
        return null;
    }

    /** All devices in the order in which they came. */
    public List<NetDevice> all() {
        return Collections.unmodifiableList(devices);
    }

    /** Frames inside all devices now. */
    public int queuedFrames() {
        int frames = 0;
        for (NetDevice d : devices) {
            frames += d.queuedFrames();
        }
        return frames;
    }

    void tell(NetDevice device, DeviceEvent event) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).deviceChanged(device, event);
        }
    }
}
