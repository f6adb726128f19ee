/**
 * What lies between hosts: cables with delay, rate, queue and faults, switches and hubs, and the plug for a scripted peer. Every
 * frame that enters a cable is accounted for: delivered, lost by name, or still under way.
 *
 * <p>Refuses to look into packets (only a switch reads link addresses) and to change a buffer that a host still shares. Read
 * {@link dev.wireproof.rig.link.Cable} first.
 */
package dev.wireproof.rig.link;
