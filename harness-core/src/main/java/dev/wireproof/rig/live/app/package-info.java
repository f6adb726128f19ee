/**
 * Programs for a live built-in host: servers for other programs of this machine, clients for its servers. They make ordinary
 * socket calls on the built-in stack and report in lines.
 *
 * <p>It refuses to be a web server or client of any use elsewhere. Read {@link dev.wireproof.rig.live.app.HttpServer} first.
 */
package dev.wireproof.rig.live.app;
