package dev.wireproof.core.syscall;

import dev.wireproof.core.base.Errno;
import dev.wireproof.core.base.ErrnoException;
import dev.wireproof.core.sim.EventLoop;
import dev.wireproof.core.sock.Option;
import dev.wireproof.core.sock.Sock;

/** Calls that move octets between files without the user: pipe, splice and sendfile (Linux fs/splice.c); {@link SocketApi#splices} gives them. */
public final class Splices {
    /** SPLICE_F_NONBLOCK: do not wait for the pipe. */
    public static final int NON_BLOCK = 2;
    /** SPLICE_F_MORE: more comes, so a segment that is not full may wait. */
    public static final int MORE = 4;

    private final EventLoop loop;
    private final DescriptorTable descriptors;

    Splices(EventLoop loop, DescriptorTable descriptors) {
        this.loop = loop;
        this.descriptors = descriptors;
    }

    /** A pipe: the end that reads, the end that writes. */
    public int[] pipe() {
        descriptors.checkRoomForFile("pipe");
        Pipe pipe = new Pipe();
        int in = add(new PipeEnd(loop, counted(), pipe, true));
        int out = add(new PipeEnd(loop, counted(), pipe, false));
        return new int[] {in, out};
    }

    private FileLimits counted() {
        descriptors.limits().take();
        return descriptors.limits();
    }

    private int add(PipeEnd end) {
        return descriptors.add(end, "pipe");
    }

    /**
     * Moves octets from a socket into a pipe or from a pipe into a socket, as far as they come at once.
     *
     * @param flags {@link #NON_BLOCK}, {@link #MORE}
     * @return octets moved; 0 at the end of the stream, or in front of an urgent octet
     * @throws ErrnoException EINVAL when not exactly one of them is a pipe
     */
    public int splice(int from, int to, int length, int flags) {
        OpenFile in = descriptors.get(from, "splice");
        OpenFile out = descriptors.get(to, "splice");
        if (in instanceof SocketFile socket && out instanceof PipeEnd end && !end.reads) {
            return fromSocket(socket, from, end, to, length, flags);
        }
        if (in instanceof PipeEnd end && end.reads && out instanceof SocketFile socket) {
            return toSocket(end, from, socket, to, length, flags);
        }
        throw new ErrnoException("splice", in instanceof PipeEnd e && !e.reads || out instanceof PipeEnd o && o.reads ? Errno.EBADF : Errno.EINVAL);
    }

    private int fromSocket(SocketFile in, int from, PipeEnd out, int to, int length, int flags) {
        out.awaitRoom("splice", to, (flags & NON_BLOCK) != 0 || out.isNonBlocking());
        byte[] octets = new byte[Math.min(length, out.pipe.room())];
        int count = in.sock.splice(octets, 0, octets.length, in.call("splice", from, false, Option.SO_RCVTIMEO, loop.now()));
        out.pipe.put(octets, 0, count);
        return count;
    }

    private int toSocket(PipeEnd in, int from, SocketFile out, int to, int length, int flags) {
        boolean nonBlocking = (flags & NON_BLOCK) != 0;
        if (!in.awaitOctets("splice", from, nonBlocking || in.isNonBlocking())) {
            return 0;
        }
        byte[] octets = new byte[Math.min(length, in.pipe.filled())];
        int count = in.pipe.copy(octets, 0, octets.length);
        boolean more = (flags & MORE) != 0 || length > count && in.pipe.filled() > count;
        int sent = out.sock.send(octets, 0, count, more ? Sock.MSG_MORE : 0, null,
                out.call("splice", to, nonBlocking, Option.SO_SNDTIMEO, loop.now()));
        in.pipe.drop(sent);
        return sent;
    }

    /**
     * Sends a part of a file, in portions of a pipe; all but the last wait for what follows (Linux {@code do_sendfile}).
     *
     * @return octets sent
     */
    public int sendFile(int to, byte[] content, int offset, int length) {
        if (!(descriptors.get(to, "sendfile") instanceof SocketFile out)) {
            throw new ErrnoException("sendfile", Errno.EINVAL);
        }
        int end = (int) Math.min((long) offset + length, content.length);
        int at = offset;
        while (at < end) {
            int part = Math.min(Pipe.CAPACITY, end - at);
            boolean more = at + part < end;
            int sent = sendPart(out, to, content, at, part, more, at > offset);
            at += sent;
            if (sent < part) {
                break;
            }
        }
        return Math.max(0, at - offset);
    }

    // What was sent before is told even when the rest fails.
    private int sendPart(SocketFile out, int to, byte[] content, int at, int part, boolean more, boolean something) {
        try {
            return out.sock.send(content, at, part, more ? Sock.MSG_MORE : 0, null,
                    out.call("sendfile", to, false, Option.SO_SNDTIMEO, loop.now()));
        } catch (ErrnoException e) {
            if (something) {
                return 0;
            }
            throw e;
        }
    }
}
