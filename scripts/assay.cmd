@echo off
rem Runs Assay on Windows: finds a JDK 25 or newer, builds on first use and after a change, starts the command line.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0.."
set "TARGET=%ROOT%\reports\target"
set "STAMP=%TARGET%\.assay-built"

set "JDK="
call :try "%ASSAY_JAVA_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk*" "%ProgramFiles%\Java\jdk*" "%USERPROFILE%\.jdks\*") do call :try "%%~D"
if not defined JDK (
  echo assay: needs a JDK 25 or newer and found none in ASSAY_JAVA_HOME, JAVA_HOME, PATH or the usual folders; install one ^(Temurin 25, for instance^) or set ASSAY_JAVA_HOME to its folder. 1>&2
  exit /b 1
)

call :stale && (call :build || exit /b 1)

rem One of the two builds of ONNX Runtime, never both: they hold the same classes. A folder's jars are named by *.
set "JARS=%TARGET%\lib\*"
if exist "%TARGET%\gpu\*.jar" set "JARS=%JARS%;%TARGET%\gpu\*"
for %%J in ("%TARGET%\assay-reports-*.jar") do call :first "%%~fJ"
"%JDK%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true "-Dassay.profiles=%ROOT%\profiles" %ASSAY_JAVA_OPTIONS% -cp "%JARS%" assay.reports.cli.Main %*
exit /b %ERRORLEVEL%

:first
set "JARS=%~1;%JARS%"
exit /b 0

rem Takes the JDK in folder %1 if it is new enough and none was taken before.
:try
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
for /f tokens^=2^ delims^=^" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do (
  for /f "delims=." %%M in ("%%V") do if %%M GEQ 25 set "JDK=%~1"
)
exit /b 0

rem 0 if there is no build yet or a source is newer than it.
:stale
if not exist "%STAMP%" exit /b 0
powershell -NoProfile -Command "$built = (Get-Item -Force $env:STAMP).LastWriteTime; $sources = @(Get-ChildItem -Path ($env:ROOT + '\*\pom.xml'), ($env:ROOT + '\pom.xml')) + @(Get-ChildItem -Recurse -File -Path ($env:ROOT + '\*\src\main')); if ($sources | Where-Object { $_.LastWriteTime -gt $built } | Select-Object -First 1) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%

:build
where mvn >nul 2>nul
if errorlevel 1 (
  echo assay: needs Maven ^(mvn^) once, to build itself; install it and run again. 1>&2
  exit /b 1
)
echo assay: building ^(first use, or the sources changed^) ... 1>&2
if exist "%TARGET%\gpu" rmdir /s /q "%TARGET%\gpu"
if exist "%TARGET%\lib" rmdir /s /q "%TARGET%\lib"
set "JAVA_HOME=%JDK%"
call mvn -B -q -f "%ROOT%\pom.xml" -Dmaven.test.skip -Dspotless.check.skip -Dassay.checks=-nowarn package 1>&2
if errorlevel 1 (
  echo assay: the build failed; its errors stand above. 1>&2
  exit /b 1
)
call :driver && call :fetch
type nul > "%STAMP%"
exit /b 0

rem 0 if ONNX Runtime's CUDA build is wanted.
:driver
if /i "%ASSAY_RUNTIME%"=="cpu" exit /b 1
if /i "%ASSAY_RUNTIME%"=="gpu" exit /b 0
where nvidia-smi >nul 2>nul
exit /b %ERRORLEVEL%

:fetch
echo assay: NVIDIA driver found: fetching ONNX Runtime's CUDA build ^(about 640 MB, once^) ... 1>&2
set "ORT="
for /f "tokens=3 delims=<>" %%V in ('findstr /c:"<onnxruntime.version>" "%ROOT%\pom.xml"') do set "ORT=%%V"
call mvn -B -q -f "%ROOT%\pom.xml" -N dependency:copy -Dmdep.useBaseVersion=true "-Dartifact=com.microsoft.onnxruntime:onnxruntime_gpu:%ORT%" "-DoutputDirectory=%TARGET%\gpu" 1>&2
if errorlevel 1 (
  if exist "%TARGET%\gpu" rmdir /s /q "%TARGET%\gpu"
  echo assay: could not fetch it; going on with the CPU build. ASSAY_RUNTIME=cpu silences this. 1>&2
  exit /b 0
)
del "%TARGET%\lib\onnxruntime-*.jar"
exit /b 0
