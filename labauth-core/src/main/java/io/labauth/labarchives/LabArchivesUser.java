package io.labauth.labarchives;

import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person who is signed in to LabArchives, as LabArchives itself names them.
 *
 * <p>Keep {@link #uid()} to be let in again without a browser, by {@link LabArchives#resume}. Immutable and safe for use by several
 * threads; {@code toString} shows neither the uid nor the e-mail.
 */
public final class LabArchivesUser {
    private final LabArchives labArchives;
    private final UserAnswer answer;
    private final String email;

    LabArchivesUser(LabArchives labArchives, UserAnswer answer, String email) {
        this.labArchives = labArchives;
        this.answer = answer;
        this.email = email;
    }

    /**
     * LabArchives' id of this person for this access key. It lasts until the person revokes it or changes the password.
     *
     * @return the uid; it may contain characters such as {@code '}, {@code ^} and {@code ,}. Whoever has it and the access key can
     *     act as this person: store it like a password.
     */
    public String uid() {
        return answer.uid();
    }

    /**
     * The person's e-mail address.
     *
     * @return as LabArchives gives it; where its answer has none, the one signed in with; empty after {@link LabArchives#resume} if
     *     the answer has none
     */
    public String email() {
        return email;
    }

    /**
     * The person's name.
     *
     * @return for instance {@code Ada Lovelace}; empty if LabArchives' answer has none
     */
    public String fullName() {
        return answer.fullName();
    }

    /**
     * The notebooks that the person may open, as of the sign-in.
     *
     * @return an unmodifiable list in LabArchives' order
     */
    public List<Notebook> notebooks() {
        return answer.notebooks();
    }

    /**
     * The first notebook of a name.
     *
     * @param name the whole name; upper and lower case differ
     * @return the notebook; empty if there is none of this name
     */
    public Optional<Notebook> notebook(String name) {
        return notebooks().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * Asks LabArchives for the size of the largest file that this person may upload.
     *
     * @return the size in bytes
     * @throws ConnectionException if no answer came
     * @throws ServiceException if the answer is not a size
     * @throws LabAuthException if LabArchives refuses, for instance because the uid was revoked
     */
    public long maxUploadSize() {
        return labArchives.maxUploadSize(uid());
    }

    /**
     * Calls any method of LabArchives' API for this person; {@code uid} is added to the parameters.
     *
     * @param apiClass the first part of the method's path, for instance {@code tree_tools}
     * @param method the last part, for instance {@code get_tree_level}
     * @param parameters names and values, not encoded
     * @return the answer, to be closed
     * @throws LabAuthException as for {@link LabArchives#send}
     */
    public ApiResponse get(String apiClass, String method, Map<String, String> parameters) {
        return send(ApiRequest.get(apiClass, method).parameters(parameters));
    }

    /**
     * Calls any method of LabArchives' API for this person by POST; {@code uid} is added to the parameters.
     *
     * @param apiClass the first part of the method's path, for instance {@code entries}
     * @param method the last part, for instance {@code add_entry}
     * @param parameters names and values, not encoded; they travel as a form
     * @return the answer, to be closed
     * @throws LabAuthException as for {@link LabArchives#send}
     */
    public ApiResponse post(String apiClass, String method, Map<String, String> parameters) {
        return send(ApiRequest.post(apiClass, method).parameters(parameters));
    }

    /**
     * Calls any method of LabArchives' API for this person; {@code uid} is added to the parameters. For a call with a
     * {@linkplain ApiRequest#timeout(Duration) time limit} or a body of its own.
     *
     * @param request the call
     * @return the answer, to be closed
     * @throws LabAuthException as for {@link LabArchives#send}
     */
    public ApiResponse send(ApiRequest request) {
        return labArchives.send(request.parameters(Map.of("uid", uid())));
    }

    @Override
    public String toString() {
        return "LabArchivesUser[" + fullName() + ", " + notebooks().size() + " notebooks]";
    }
}
