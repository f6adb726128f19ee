/** What runs leave for people and machines: the one-file HTML report, JUnit XML, JSON. Refuses to judge anything. */
package dev.wireproof.rig.report;
