package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

class LabAuthPrincipalTest {
    private static final LabAuthPrincipal ADA = new LabAuthPrincipal("labArchives", "Ada Lovelace", "ada@example.org");

    private final JsonMapper json = JsonMapper.builder()
            .addModules(SecurityJacksonModules.getModules(
                    getClass().getClassLoader(),
                    BasicPolymorphicTypeValidator.builder().allowIfSubType(LabAuthPrincipal.class)))
            .build();

    @Test
    void authentication_whenSerialised_comesBack() throws Exception {
        Authentication authentication =
                new PreAuthenticatedAuthenticationToken(ADA, "", AuthorityUtils.createAuthorityList("ROLE_USER"));

        assertThat(deserialised(serialised(authentication))).isEqualTo(authentication);
    }

    @Test
    void principal_whenWrittenByTheFirstVersion_isRead() throws Exception {
        // Written by labauth 0.1.0.
        String written =
                "rO0ABXNyACJpby5sYWJhdXRoLnNwcmluZy5MYWJBdXRoUHJpbmNpcGFsAAAAAAAAAAECAANMAAVlbWFpbHQAEkxqYXZhL2xhbmcv"
                        + "U3RyaW5nO0wACGZ1bGxOYW1lcQB+AAFMAAVsb2dpbnEAfgABeHB0AA9hZGFAZXhhbXBsZS5vcmd0AAxBZGEgTG92ZWxhY2V0AAts"
                        + "YWJBcmNoaXZlcw==";

        assertThat(deserialised(Base64.getDecoder().decode(written))).isEqualTo(ADA);
    }

    @Test
    void principal_whenWrittenByANewerVersionWithOneMoreField_isReadWithoutIt() throws Exception {
        String written =
                "rO0ABXNyACJpby5sYWJhdXRoLnNwcmluZy5MYWJBdXRoUHJpbmNpcGFsAAAAAAAAAAICAARMAAVlbWFpbHQAEkxqYXZhL2xhbmcv"
                        + "U3RyaW5nO0wACGZ1bGxOYW1lcQB+AAFMAAVsb2dpbnEAfgABTAALb2ZUaGVGdXR1cmVxAH4AAXhwdAAPYWRhQGV4YW1wbGUub3Jn"
                        + "dAAMQWRhIExvdmVsYWNldAALbGFiQXJjaGl2ZXN0AAF4";

        assertThat(deserialised(Base64.getDecoder().decode(written))).isEqualTo(ADA);
    }

    @Test
    void authentication_whenWrittenAsJson_comesBack() {
        Authentication authentication =
                new PreAuthenticatedAuthenticationToken(ADA, "", AuthorityUtils.createAuthorityList("ROLE_USER"));

        String text = json.writeValueAsString(authentication);

        assertThat(json.readValue(text, Authentication.class)).satisfies(read -> {
            assertThat(read.getPrincipal()).isEqualTo(ADA);
            assertThat(read.getAuthorities()).hasToString("[ROLE_USER]");
            assertThat(read.isAuthenticated()).isTrue();
        });
    }

    @Test
    void principal_whenTheJsonHasAFieldOfANewerVersion_isReadWithoutIt() {
        String text = """
                {"@class":"io.labauth.spring.LabAuthPrincipal","login":"labArchives","fullName":"Ada Lovelace",
                 "email":"ada@example.org","ofTheFuture":true}""";

        assertThat(json.readValue(text, Object.class)).isEqualTo(ADA);
    }

    @Test
    void principal_whenTheJsonLacksAField_isReadWithAnEmptyOne() {
        String text = """
                {"@class":"io.labauth.spring.LabAuthPrincipal","login":"labArchives","fullName":"Ada Lovelace"}""";

        assertThat(json.readValue(text, Object.class))
                .isEqualTo(new LabAuthPrincipal("labArchives", "Ada Lovelace", ""));
    }

    @Test
    void name_isTheEmailAddressElseTheFullName() {
        assertThat(ADA.getName()).isEqualTo("ada@example.org");
        assertThat(new LabAuthPrincipal("stub", "Ada Lovelace", "").getName()).isEqualTo("Ada Lovelace");
    }

    @Test
    void text_showsNobody() {
        assertThat(ADA.toString()).isEqualTo("LabAuthPrincipal[labArchives]");
    }

    private static byte[] serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialised(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
