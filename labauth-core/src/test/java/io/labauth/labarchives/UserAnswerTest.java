package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAnswerTest {
    @Test
    void of_whenNotebooksStandBeforeTheId_takesTheUsersId() throws IOException {
        UserAnswer user = read("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <users>
                          <request><login-or-email>a+b@x.org</login-or-email></request>
                          <notebooks type="array">
                            <notebook><name>Gels &amp; blots</name><id>MTIuMw==</id><is-default type="boolean">true</is-default></notebook>
                            <notebook><is-default type="boolean">false</is-default><id>NDUuNg==</id><name>Löwe</name></notebook>
                          </notebooks>
                          <auto-login-allowed type="boolean">false</auto-login-allowed>
                          <fullname>Ada Lovelace</fullname>
                          <id type="string">28Ho's9^Lt41,x</id>
                          <email>a+b@x.org</email>
                        </users>
                        """).orElseThrow();

        assertThat(user.uid()).isEqualTo("28Ho's9^Lt41,x");
        assertThat(user.email()).contains("a+b@x.org");
        assertThat(user.fullName()).isEqualTo("Ada Lovelace");
        assertThat(user.notebooks())
                .containsExactly(
                        new Notebook("MTIuMw==", "Gels & blots", true), new Notebook("NDUuNg==", "Löwe", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<users><id>u</id></users>",
                "<users><id>u</id><notebooks type=\"array\"/></users>",
                "<users><id>u</id><notebooks/></users>",
                "<users><id>u</id><notebooks><notebook><name>no id</name></notebook></notebooks></users>",
                "<users><id> u </id><fullname/></users>",
                "<users><id><![CDATA[u]]></id></users>",
            })
    void of_whenOnlyTheIdIsThere_isAUserWithoutNotebooks(String xml) throws IOException {
        assertThat(read(xml)).contains(new UserAnswer("u", Optional.empty(), "", java.util.List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<users/>",
                "<users><id/></users>",
                "<users><id>  </id></users>",
                "<users><id>u</id><id>v</id></users>",
                "<users><id><x>u</x></id></users>",
                "<users><notebooks><notebook><id>n</id></notebook></notebooks></users>",
                "<users><user><id>u</id></user></users>",
                "<user><id>u</id></user>",
                "<users><id>u</id>",
                "<users id=\"u\"><id>v</id></users>",
                "<html><body>Sign in</body></html>",
                "{\"id\": \"u\"}",
                "<!DOCTYPE users [<!ENTITY u SYSTEM \"file:///etc/hostname\">]><users><id>&u;</id></users>",
                "<!DOCTYPE users [<!ENTITY u \"u\">]><users><id>&u;</id></users>",
            })
    void of_whenThereIsNotExactlyOneId_isNoUser(String xml) throws IOException {
        assertThat(read(xml)).isEmpty();
    }

    private static Optional<UserAnswer> read(String xml) throws IOException {
        return Xml.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .flatMap(UserAnswer::of);
    }
}
