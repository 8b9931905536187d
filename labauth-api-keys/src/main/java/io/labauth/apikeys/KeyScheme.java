package io.labauth.apikeys;

/** A way to present a key. */
public enum KeyScheme {
    /** {@code Authorization: Bearer KEY} (RFC 6750). */
    BEARER,
    /** {@code Authorization: Apikey KEY}, as Tiled's clients send it. */
    APIKEY,
    /** {@code Authorization: Basic …} with the user {@code apikey} and the key as password, as LabKey's clients send it. */
    BASIC,
    /** {@code ?api_key=KEY}: addresses end up in logs and histories, so that this is off unless it is asked for. */
    QUERY
}
