package io.labauth.sample;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What holds for all modules, in place of a reviewer's memory. */
@AnalyzeClasses(packages = "io.labauth", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OAUTH2 = "io.labauth.oauth2";
    private static final String[] CORE = {
        "io.labauth",
        "io.labauth.http",
        "io.labauth.keys",
        "io.labauth.labarchives",
        "io.labauth.web",
        "io.labauth.tiled",
        "io.labauth.labkey",
        "io.labauth.ash",
        "io.labauth.ashrlabs",
        OAUTH2
    };
    private static final String LOCAL = "io.labauth.local";
    private static final String SPRING = "io.labauth.spring..";
    private static final String SAMPLE = "io.labauth.sample";
    private static final String API_KEYS = "io.labauth.apikeys";
    private static final String CLI = "io.labauth.cli";
    private static final String TESTKIT = "io.labauth.testkit";

    @ArchTest
    static final ArchRule core_knowsNoServerFrameworkOrCommandLine = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "javax.net..",
                            "javax.xml..",
                            "tools.jackson..",
                            "com.nimbusds..",
                            "org.jspecify..")
                    .or(resideInAnyPackage(CORE)));

    @ArchTest
    static final ArchRule nimbusOAuth_isKnownToOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage(OAUTH2)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds.oauth2..", "com.nimbusds.openid..");

    @ArchTest
    static final ArchRule theFlow_knowsNoService = classes()
            .that()
            .resideInAPackage("io.labauth")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.labauth"));

    @ArchTest
    static final ArchRule theListener_knowsNoService = classes()
            .that()
            .resideInAPackage(LOCAL)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "io.undertow..",
                    "org.xnio..",
                    "com.google.zxing..",
                    "org.jspecify..",
                    "io.labauth",
                    "io.labauth.http",
                    LOCAL));

    @ArchTest
    static final ArchRule theStarter_knowsNoListenerAndNoApplication =
            noClasses().that().resideInAPackage(SPRING).should(dependOnClassesThat(resideInAnyPackage(LOCAL, SAMPLE)));

    @ArchTest
    static final ArchRule theStarter_touchesTheFakeInDemoModeAlone = noClasses()
            .that()
            .resideInAPackage(SPRING)
            .and()
            .doNotHaveSimpleName("DemoLabArchivesConfiguration")
            .should(dependOnClassesThat(resideInAPackage(TESTKIT)));

    @ArchTest
    static final ArchRule theStarter_touchesWhatIsOptionalInItsOwnClassesAlone = noClasses()
            .that()
            .resideInAPackage("io.labauth.spring")
            .and()
            .haveSimpleNameNotStartingWith("Micrometer")
            .and()
            .haveSimpleNameNotStartingWith("Jdbc")
            .and()
            .haveSimpleNameNotStartingWith("Redis")
            .and()
            .haveSimpleNameNotStartingWith("ConsumedFlows")
            .and()
            .doNotHaveSimpleName("ObservedProvider")
            .and()
            .doNotHaveSimpleName("ObservationConfiguration")
            .and()
            .doNotHaveSimpleName("ApiKeyObservationConfiguration")
            .and()
            .doNotHaveSimpleName("HealthConfiguration")
            .and()
            .doNotHaveSimpleName("SessionStoreConfiguration")
            .and()
            .haveSimpleNameNotStartingWith("SpringSession")
            .should(dependOnClassesThat(resideInAnyPackage(
                    "io.micrometer..",
                    "org.springframework.boot.health..",
                    "org.springframework.session..",
                    "org.springframework.jdbc..",
                    "org.springframework.data..",
                    "org.springframework.test..")));

    @ArchTest
    static final ArchRule theStarter_touchesApiKeysInTheirOwnClassesAlone = noClasses()
            .that()
            .resideInAPackage(SPRING)
            .and()
            .haveNameNotMatching(".*ApiKey.*")
            .should(dependOnClassesThat(resideInAnyPackage(API_KEYS, "org.springframework.boot.actuate..")));

    @ArchTest
    static final ArchRule theSample_knowsTheStarterAndNotWhatIsBehindIt = noClasses()
            .that()
            .resideInAPackage(SAMPLE)
            .should(dependOnClassesThat(resideInAnyPackage("io.labauth.web", "io.labauth")));

    @ArchTest
    static final ArchRule apiKeys_knowNoServerFrameworkOrService = classes()
            .that()
            .resideInAPackage(API_KEYS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.sql..",
                    "com.github.benmanes.caffeine..",
                    "org.flywaydb..",
                    "org.h2..",
                    "org.postgresql..",
                    "org.jspecify..",
                    "io.labauth",
                    "io.labauth.http",
                    "io.labauth.keys",
                    API_KEYS));

    @ArchTest
    static final ArchRule theFakes_shareNoCodeWithWhatTheyTest =
            noClasses().that().resideInAPackage(TESTKIT).should(dependOnClassesThat(resideInAnyPackage(CORE)));

    @ArchTest
    static final ArchRule theCommandLine_touchesTheFakeInOneCommandAlone = noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .doNotHaveSimpleName("FakeCommand")
            .should(dependOnClassesThat(resideInAPackage(TESTKIT)));

    @ArchTest
    static final ArchRule theCommandLine_readsTheProcessInOnePlaceAlone = noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .doNotHaveSimpleName("Invocation")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule theCommandLine_printsByItsConsoleAlone = noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .doNotHaveSimpleName("Console")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule publicSignatures_showNoThirdPartyType = members()
            .that(describe("are public in core, local-callback and api-keys", ArchitectureTest::isPublic))
            .should(onlyShow("java..", "javax.sql", "io.labauth..", ""));

    @ArchTest
    static final ArchRule names_sayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*\\.((Base|Abstract)[A-Z].*|.*(Utils?|Helper|Manager|Impl))")
            .orShould()
            .resideInAnyPackage(
                    "..util..", "..common..", "..helper..", "..impl..", "..dto..", "..service..", "..manager..");

    @ArchTest
    static final ArchRule nobodyPrints_butTheLinkOfSignIn = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .or()
            .resideInAnyPackage(LOCAL, API_KEYS)
            .and()
            .doNotHaveFullyQualifiedName("io.labauth.local.LocalLogin")
            .and()
            .doNotHaveFullyQualifiedName("io.labauth.local.DeviceLogin")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    private static boolean isPublic(JavaMember member) {
        return resideInAnyPackage(CORE).or(resideInAnyPackage(LOCAL, API_KEYS)).test(member.getOwner())
                && member.getModifiers().contains(JavaModifier.PUBLIC)
                && member.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static ArchCondition<JavaMember> onlyShow(String... packages) {
        return new ArchCondition<>("only show types of Java and labauth") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                types(member)
                        .map(JavaClass::getBaseComponentType)
                        .filter(not(resideInAnyPackage(packages)))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " shows " + type.getName())));
            }
        };
    }

    private static Stream<JavaClass> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                        unit.getExceptionTypes().stream())
                .flatMap(each -> each);
    }
}
