package io.labauth.labarchives;

import java.net.URI;

/** Where an institution's notebooks live; each region has its own host. */
public enum Region {
    /** The United States, and whoever has no region of their own. */
    US("api.labarchives.com"),
    /** Canada. */
    CANADA("caapi.labarchives.com"),
    /** Australia and New Zealand. */
    AUSTRALIA("auapi.labarchives.com"),
    /** The United Kingdom. */
    UK("ukapi.labarchives.com"),
    /** The European Union. */
    EUROPE("euapi.labarchives.com"),
    /** The government of the United States. */
    US_GOVERNMENT("api.labarchives-gov.com");

    private final URI apiUrl;

    Region(String host) {
        apiUrl = URI.create("https://" + host + "/api");
    }

    /**
     * The base URL of the region's API.
     *
     * @return for instance {@code https://api.labarchives.com/api}
     */
    public URI apiUrl() {
        return apiUrl;
    }
}
