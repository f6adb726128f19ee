package dev.wireproof.core.dev;

/** Wants to know what happens to the devices of a namespace: routes, neighbours, addresses (Linux netdevice notifier). */
public interface DeviceListener {
    void deviceChanged(NetDevice device, DeviceEvent event);
}
