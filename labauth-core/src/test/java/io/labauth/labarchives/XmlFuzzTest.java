package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

class XmlFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void whatIsReadOfAUser_isWrittenAndReadAgain(byte[] answer) throws IOException {
        Optional<UserAnswer> user = read(answer);

        if (user.isPresent()) {
            assertThat(user.get().uid()).isNotBlank();
            assertThat(read(written(user.get()).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(user);
        }
    }

    private static Optional<UserAnswer> read(byte[] answer) throws IOException {
        return Xml.read(new ByteArrayInputStream(answer)).flatMap(UserAnswer::of);
    }

    private static String written(UserAnswer user) {
        return "<users><id>" + escaped(user.uid()) + "</id>"
                + user.email()
                        .map(email -> "<email>" + escaped(email) + "</email>")
                        .orElse("")
                + "<fullname>" + escaped(user.fullName()) + "</fullname>"
                + user.notebooks().stream()
                        .map(XmlFuzzTest::written)
                        .collect(Collectors.joining("", "<notebooks>", "</notebooks>"))
                + "</users>";
    }

    private static String written(Notebook notebook) {
        return "<notebook><id>" + escaped(notebook.id()) + "</id><name>" + escaped(notebook.name())
                + "</name><is-default>" + notebook.isDefault() + "</is-default></notebook>";
    }

    /** Every character by its number, so that no parser makes anything of it. */
    private static String escaped(String text) {
        return text.codePoints().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining());
    }
}
