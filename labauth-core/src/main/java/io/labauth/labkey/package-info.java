/**
 * API keys and session keys of a LabKey server: proving, creating, listing and revoking them, and finding one in a netrc file.
 *
 * <p>Start at {@link io.labauth.labkey.LabKey}. Data is read with LabKey's own client, which takes the same key.
 */
@NullMarked
package io.labauth.labkey;

import org.jspecify.annotations.NullMarked;
