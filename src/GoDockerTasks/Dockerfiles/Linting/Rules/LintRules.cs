namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Every rule, ordered by code; the pages in the docs are made from it.</summary>
public static class LintRules
{
    internal static IReadOnlyList<ILintCheck> Checks { get; } =
    [
        new DepsAfterSource(),
        new ContextMountedForDownload(),
        new TidyWithoutSource(),
        new UselessCacheMount(),
        new DownloadLeftBehind(),
        new GoProxyDoesNotReach(),
        new GoProxyShadowed(),
        new GoProxyLeaks(),
        new GoProxyCredentials(),
        new GoEnvPersists(),
        new ChecksumsOff(),
        new ModuleFlagMod(),
        new TidyInBuild(),
        new ToolsAtLatest(),
        new DownloadBesideVendor(),
        new ModulesMadeInBuild(),
        new VendorMismatch(),
        new SecretInVariable(),
        new SecretFile(),
        new GitCredentials(),
        new ScratchWithoutCertificates(),
        new CgoMismatch(),
        new GoLineTooNew(),
        new ScratchWithoutTimeZones(),
        new RootUser(),
        new UnpinnedBase(),
        new StageNotThere(),
        new HiddenModuleFiles(),
        new GitFolderSent(),
        new ProgramsSent(),
    ];

    /// <summary>Gets every rule.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        .. Checks.Select(check => check.Rule).Append(InvalidDockerfile.Rule).Append(IgnoreWithoutReason.Rule).Append(UnknownIgnored.Rule)
            .OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}
