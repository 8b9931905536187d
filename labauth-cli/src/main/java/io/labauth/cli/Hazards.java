package io.labauth.cli;

import java.util.List;

/** What is known to go wrong at each service, though nothing is wrong here. */
final class Hazards {
    private Hazards() {}

    static List<Check> all() {
        return List.of(
                of(
                        Service.LABARCHIVES,
                        "A code or one-hour token is good once, and a clock that is wrong by two minutes is refused.",
                        "Keep the clock by the network; after a failure get a new token."),
                of(
                        Service.LABARCHIVES,
                        "A uid is accepted with the access key that it was issued to, and with no other.",
                        "Set ACCESS_KEYID and ACCESS_PWD of that key wherever it is used, or sign in again."),
                of(
                        Service.TILED,
                        "TILED_API_KEY goes before a session, and a session ends after a week without use.",
                        "Unset it to work as the person; for a job make a key: labauth keys create --service tiled."),
                of(
                        Service.LABKEY,
                        "Keys are off until an administrator allows them, and a session cookie goes before a key.",
                        "Ask for Site Settings, Configure API Keys; send no cookies beside a key."),
                of(
                        Service.ASH,
                        "More than 1,500 calls in 15 minutes are refused, and so is a header other than Bearer, one blank, key.",
                        "Wait until the time in x-ratelimit-reset; let labauth write the header."),
                of(
                        Service.ASHR,
                        "Its calls are not public: labauth assumes their paths, and a key makes no keys.",
                        "Make keys on its own pages; if a call is not known there, set its path in the program."),
                of(
                        Service.OAUTH,
                        "Many servers take a refresh token once: two programs with copies of one session end it.",
                        "Let labauth exec refresh it, or sign in once for each program."),
                of(
                        Service.APPLICATION,
                        "A revoked key may be accepted for ten seconds more where nodes cannot hear of each other.",
                        "Wait ten seconds before you rely on it."));
    }

    private static Check of(Service service, String hazard, String remedy) {
        return Check.note(service.title() + ", known hazard", hazard, remedy);
    }
}
