package io.labauth.cli;

import java.net.URI;
import java.util.List;

/** The API keys of one service, for the owner of the credential that is used. */
interface KeyService {
    /** Where the service is. */
    URI address();

    List<KeyRow> list();

    NewKey create(KeyRequest request);

    /** By what {@link KeyRow#id()} says; gives whether it was there. */
    boolean revoke(String id);
}
