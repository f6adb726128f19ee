package dev.wireproof.core.hook;

import dev.wireproof.core.dev.NetDevice;
import dev.wireproof.core.skb.SkBuff;

/** A filter at a hook. {@code skb.data()} is the network header. */
public interface HookFunction {
    /**
     * @param in device it came in on, null at LOCAL_OUT and POST_ROUTING of local packets
     * @param out device it will leave by, null at PRE_ROUTING and LOCAL_IN
     */
    Verdict filter(HookPoint point, SkBuff skb, NetDevice in, NetDevice out);
}
