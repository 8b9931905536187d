@echo off
rem Runs labauth on Windows, as the script labauth beside it does elsewhere.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -Xshare:auto "-XX:SharedArchiveFile=%~dp0labauth.jsa" -Xlog:cds=off ^
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djavax.management.builder.initial=none ^
  -cp "%~dp0labauth.jar" io.labauth.cli.Main %*
