import io.labauth.labarchives.LabArchives;
import io.labauth.local.LocalLogin;

var user = LocalLogin.with(LabArchives.fromEnvironment()).signIn();
System.out.println(user.fullName());
