/**
 * Header views and option codecs, one file a protocol: bits as they are on the wire.
 *
 * <p>A view is a cursor over somebody else's octets: {@code view.at(octets, offset)} binds it and every accessor reads or
 * writes in place, so one view object per owner serves all frames and nothing is allocated. Views express any nonsense and
 * judge nothing; callers make sure that the fixed header lies inside the array. Refuses state and policy.
 */
package dev.wireproof.core.wire;
