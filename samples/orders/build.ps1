#!/usr/bin/env pwsh
# Builds the build host if its sources changed, then runs it: ./build.ps1 --target=Image [--key=value ...]
$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    $name = if ($IsLinux -or $IsMacOS) { 'Build' } else { 'Build.exe' }
    $built = Get-Item "artifacts/host/$name" -ErrorAction Ignore
    # In a repository of its own the host is made of packages and of nothing else.
    $inputs = @('build', '../../src', '../../Cake.targets', '../../Directory.Build.props', '../../Directory.Build.targets',
        '../../Directory.Packages.props', '../../global.json') | Where-Object { Test-Path $_ }
    $changed = { Get-ChildItem $inputs -Recurse -File |
            Where-Object { $_.FullName -notmatch '[\\/](bin|obj)[\\/]' -and $_.LastWriteTimeUtc -gt $built.LastWriteTimeUtc } }
    if (-not $built -or (& $changed)) {
        if (-not (Get-Command dotnet -ErrorAction Ignore)) {
            [Console]::Error.WriteLine("build.ps1: there is no 'dotnet' in PATH; install the .NET 10 SDK: https://dot.net/download")
            exit 30
        }
        [Console]::Error.WriteLine('build.ps1: building the build host')
        dotnet publish build/Build.csproj --configuration Release --output artifacts/host --verbosity quiet --nologo | ForEach-Object { [Console]::Error.WriteLine($_) }
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        (Get-Item "artifacts/host/$name").LastWriteTimeUtc = [DateTime]::UtcNow
    }
    & "artifacts/host/$name" @args
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
