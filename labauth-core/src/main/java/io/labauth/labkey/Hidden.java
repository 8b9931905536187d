package io.labauth.labkey;

import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;

/** What 404 means from a server and folder that have just answered: LabKey hides what is switched off or not for everybody. */
final class Hidden {
    private Hidden() {}

    static LabAuthException creation(String kind) {
        return new AuthorizationException(
                "LabKey does not create " + kind
                        + ", because they are not enabled, which is the default: an administrator enables them"
                        + " in the Admin Console, Site Settings, Configure API Keys.",
                "404");
    }

    static LabAuthException query(String name) {
        return new AuthorizationException(
                "LabKey shows no query core." + name
                        + " to this key's owner: everybody's keys are for administrators alone, and older"
                        + " servers list no keys at all.",
                "404");
    }
}
