<#
.SYNOPSIS
    Builds the build host if its sources changed, then runs it: ./build.ps1 --target=Image [--key=value ...]
.DESCRIPTION
    The same as build.sh, for PowerShell. The host runs in this script's folder: relative paths in arguments start there.
    --setup installs nothing on Windows; it says what to install. On Linux and macOS it is build.sh's.
#>
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

# What differs from repository to repository.
$project = 'build/Build.csproj'
$executable = 'Build'
$inputs = 'build', '*.props', '*.targets', 'global.json'
$inputs += '../../src', '../../*.props', '../../*.targets' # only here: a repository of its own has packages for these
$output = 'artifacts/host'

$onWindows = $env:OS -eq 'Windows_NT'
if (-not $onWindows -and $args -contains '--setup') {
    & bash ./build.sh @args
    exit $LASTEXITCODE
}

function Stop-Build([int] $code, [string[]] $lines) {
    $lines | ForEach-Object { [Console]::Error.WriteLine($_) }
    exit $code
}

$env:DOTNET_NOLOGO = '1'
$docker = Get-Command docker -ErrorAction Ignore
if ($args -contains '--setup' -and -not $docker) {
    Stop-Build 30 'GDT3092: --setup cannot install what is missing here.',
        '  Cause: It knows Debian and Ubuntu (apt) only.',
        '  Fix:   winget install Docker.DockerDesktop, start it, and run again.'
}
if ($args -contains '--setup' -and $args -contains '--dryrun') {
    '--setup has nothing to do: it installs nothing on Windows.'
    exit 0
}
$arguments = @($args | Where-Object { $_ -ne '--setup' })

# The state of the inputs: path and content of each.
$files = Get-ChildItem -Path $inputs -ErrorAction Ignore |
    ForEach-Object { if ($_.PSIsContainer) { Get-ChildItem $_ -Recurse -File } else { $_ } } |
    Where-Object { (Resolve-Path -LiteralPath $_.FullName -Relative) -notmatch '[\\/](bin|obj|setup)[\\/]' } | Sort-Object FullName
$list = ($files | ForEach-Object { '{0} {1}' -f $_.FullName, (Get-FileHash -LiteralPath $_.FullName).Hash }) -join "`n"
$bytes = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($list))
$state = ([BitConverter]::ToString($bytes) -replace '-').Substring(0, 16).ToLowerInvariant()
$built = Join-Path $output "pwsh-$([Environment]::OSVersion.Platform)-$state"
$program = Join-Path $built $(if ($onWindows) { "$executable.exe" } else { $executable })

if (-not (Test-Path -LiteralPath $program)) {
    $sdk = Get-Command dotnet -ErrorAction Ignore
    if ($sdk) { & dotnet --version *> $null }
    if (-not $sdk -or $LASTEXITCODE -ne 0) {
        Stop-Build 30 'GDT3090: There is no .NET 10 SDK here.',
            '  Cause: The build host is a .NET program.',
            '  Fix:   winget install Microsoft.DotNet.SDK.10 (macOS: brew install dotnet), and run again.'
    }
    [Console]::Error.WriteLine('build.ps1: building the build host')
    $new = Join-Path $output "new-$PID"
    $log = & dotnet publish $project --configuration Release --output $new --verbosity quiet -nodeReuse:false `
        '-p:UseSharedCompilation=false' '-p:NuGetAudit=false' 2>&1
    if ($LASTEXITCODE -ne 0) {
        Remove-Item -LiteralPath $new -Recurse -Force -ErrorAction Ignore
        Stop-Build 20 ($log + 'GDT3091: The build host could not be built; the compiler''s messages are above.' +
            "  Cause: $project or what it is built from has an error." +
            "  Fix:   Correct it; 'dotnet build $project' shows the same.")
    }
    # Another run may have been first; what it built is the same.
    try { Move-Item -LiteralPath $new -Destination $built } catch { Remove-Item -LiteralPath $new -Recurse -Force }
    # Two older ones stay, for switching branches; one that is running cannot be removed.
    Get-ChildItem $output -Filter 'pwsh-*' | Sort-Object LastWriteTime -Descending | Select-Object -Skip 3 |
        Remove-Item -Recurse -Force -ErrorAction Ignore
}

& $program @arguments
exit $LASTEXITCODE
