package io.labauth.testkit;

import java.util.List;

/** Made-up lab people for trying out. */
final class DemoUsers {
    private DemoUsers() {}

    static List<FakeUser> all() {
        return List.of(
                FakeUser.of(
                        "mara.lindqvist@example.org",
                        "Mara Lindqvist",
                        "Membrane proteins 2026",
                        "Cryo-EM grids",
                        "Buffers and stocks"),
                FakeUser.of(
                        "tomas.okafor+beamline@example.org",
                        "Tomas Okafor",
                        "Beamline 8 shifts",
                        "Detector calibration"),
                FakeUser.of(
                        "ines.duarte@example.org",
                        "Inês Duarte",
                        "Catalyst screening",
                        "Shared: group meeting notes",
                        "Safety"));
    }
}
