package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisteredExtensionTest {
    @Nested
    class RegisteredAsAStaticField {
        @RegisterExtension
        static final FakeLabArchivesExtension LAB_ARCHIVES =
                new FakeLabArchivesExtension(FakeLabArchives.builder().accessKeyId("mine"));

        @Test
        void fake_hasItsOwnSettings() {
            assertThat(LAB_ARCHIVES.fake().accessKeyId()).isEqualTo("mine");
        }
    }

    @Nested
    class RegisteredAsAnInstanceField {
        @RegisterExtension
        final FakeLabArchivesExtension labArchives =
                new FakeLabArchivesExtension(FakeLabArchives.builder().accessKeyId("instance"));

        @Test
        void fake_runsDuringTheTest() throws Exception {
            assertThat(SignedClient.of(labArchives.fake()).resume("x").statusCode())
                    .isEqualTo(401);
        }
    }
}
