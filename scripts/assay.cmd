@echo off
rem Runs Assay on Windows: finds a JDK 25 or newer, builds on first use, starts the command line.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0.."
set "TARGET=%ROOT%\reports\target"
set "JDK="
call :try "%ASSAY_JAVA_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk*" "%ProgramFiles%\Java\jdk*" "%USERPROFILE%\.jdks\*") do call :try "%%~D"
if not defined JDK (
  echo assay: needs a JDK 25 or newer and found none in ASSAY_JAVA_HOME, JAVA_HOME, PATH or the usual folders; install one ^(Temurin 25, for instance^) or set ASSAY_JAVA_HOME to its folder. 1>&2
  exit /b 1
)
if not exist "%TARGET%\.assay-built" (
  where mvn >nul 2>nul || (
    echo assay: needs Maven ^(mvn^) once, to build itself; install it and run again. 1>&2
    exit /b 1
  )
  echo assay: building, on first use ... 1>&2
  set "JAVA_HOME=%JDK%"
  call mvn -B -q -f "%ROOT%\pom.xml" -Dmaven.test.skip -Dspotless.check.skip -Dassay.checks=-nowarn package 1>&2 || exit /b 1
  where nvidia-smi >nul 2>nul && (
    echo assay: NVIDIA driver found: fetching ONNX Runtime's CUDA build ^(about 640 MB, once^) ... 1>&2
    for /f "tokens=3 delims=<>" %%V in ('findstr "onnxruntime.version>" "%ROOT%\pom.xml"') do set "ORT=%%V"
    call mvn -B -q -f "%ROOT%\pom.xml" -N dependency:copy "-Dartifact=com.microsoft.onnxruntime:onnxruntime_gpu:!ORT!" "-DoutputDirectory=%TARGET%\gpu" 1>&2 && del "%TARGET%\lib\onnxruntime-*.jar"
  )
  type nul > "%TARGET%\.assay-built"
)
set "JARS=%TARGET%\lib\*;%TARGET%\gpu\*"
for %%J in ("%TARGET%\assay-reports-*.jar") do set "JARS=%%~fJ;!JARS!"
"%JDK%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Djava.awt.headless=true "-Dassay.profiles=%ROOT%\profiles" %ASSAY_JAVA_OPTIONS% -cp "%JARS%" assay.reports.cli.Main %*
exit /b %ERRORLEVEL%

:try
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
for /f tokens^=2^ delims^=^" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do (
  for /f "delims=." %%M in ("%%V") do if %%M GEQ 25 set "JDK=%~1"
)
exit /b 0
