@echo off
rem Runs multifetch: finds a JDK 25 or later.
setlocal
set "MODULE=cli"
set "NAME=multifetch"
if "%~1"=="crawl" set "MODULE=cluster" & set "NAME=multifetch-cluster"
if "%~1"=="worker" set "MODULE=cluster" & set "NAME=multifetch-cluster"
set "JAR=%~dp0%NAME%.jar"
if not exist "%JAR%" set "JAR=%~dp0%MODULE%\target\%NAME%.jar"
if not exist "%JAR%" echo multifetch: %JAR% is missing: build it with "mvn -DskipTests -pl %MODULE% -am package" 1>&2 & exit /b 2
for /d %%J in ("%JAVA_HOME%" "%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*") do call :try "%%~J"
if not defined JDK echo multifetch: no JDK 25 or later found: install one, and set JAVA_HOME to its folder 1>&2 & exit /b 2
"%JDK%\bin\java.exe" -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr --sun-misc-unsafe-memory-access=allow -Djdk.tls.maxHandshakeMessageSize=131072 -Dmultifetch.command=.\multifetch -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:try
if defined JDK goto :eof
if not exist "%~1\bin\javac.exe" goto :eof
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>nul && set "JDK=%~1"
goto :eof
