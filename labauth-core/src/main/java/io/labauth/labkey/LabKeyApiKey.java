package io.labauth.labkey;

import io.labauth.http.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What LabKey shows of an API key: not the key, nor any part of it. Session keys are not among them.
 *
 * @param rowId the number to revoke it by
 * @param createdBy the number of its owner; empty where LabKey does not say
 * @param created when it was created; where LabKey names no offset, its time is read as UTC
 * @param expiration from when on it is refused; empty if it does not expire
 * @param lastUsed when it was last used; empty if never, or on servers that do not write it down
 * @param description what its owner wrote about it; may be empty
 */
public record LabKeyApiKey(
        long rowId,
        OptionalLong createdBy,
        Optional<Instant> created,
        Optional<Instant> expiration,
        Optional<Instant> lastUsed,
        String description) {
    static LabKeyApiKey of(JsonValue row) {
        return new LabKeyApiKey(
                row.number("RowId"),
                row.has("CreatedBy") ? OptionalLong.of(row.number("CreatedBy")) : OptionalLong.empty(),
                row.optionalTime("Created"),
                row.optionalTime("Expiration"),
                row.optionalTime("LastUsed"),
                row.optionalText("Description").orElse(""));
    }
}
