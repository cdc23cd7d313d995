namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Writes the settings of Go that RUNs mount.</summary>
/// <param name="input">What decides them.</param>
/// <param name="plans">All RUNs that run Go, or may.</param>
/// <param name="secrets">Takes those that are secrets.</param>
/// <remarks>
/// The content of a secret is in no cache key, so it is what names proxies. But BuildKit 0.13 to 0.15 (Docker 26 to 27.1) reads all of
/// the stage's files before a RUN that mounts a secret: https://github.com/moby/buildkit/pull/5251. What names no proxy is a plain file.
/// </remarks>
internal sealed class SettingsMounts(RewriteInput input, IReadOnlyList<GoRunPlan> plans, IDictionary<string, string> secrets)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Gets those that are files: name to content.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Gives the flag that mounts a RUN's settings.</summary>
    /// <remarks>Ids say what is in a file and never where it comes from: a fail-over must not change them, for they are in the cache key.</remarks>
    public string Flag(GoRunPlan plan, bool snapshot, bool buildCache, string? moduleCache)
    {
        var own = plan.Settings!.IsToolchains ? input.BaseGoEnv.GetValueOrDefault(plan.Stage.Root) : "";
        var keepsRules = plan.BeatenForPrivate is not null;
        var isPrivate = keepsRules || PrivateModules.Has(input.Network, plan.Step.State);
        var asksForMore = keepsRules || plan.Usage.AsksForMore is not null;
        var settings = new GoSettings(
            input.Network, snapshot, input.Hermetic, isPrivate, asksForMore, buildCache, own ?? GoSettings.Upstream)
        {
            LacksPrivate = input.LacksPrivate,
            ModuleCache = input.Hermetic ? null : moduleCache,
            IsOffline = snapshot && !input.Hermetic && input.SnapshotIsWhole && OfflineSteps.Has(plan, plans),
        };
        var id = Places.Secret
            + (snapshot ? "" : "-online")
            + (buildCache ? "" : "-nocache")
            + (settings.ModuleCache is null ? "" : "-tools")
            + (plan.Settings.IsToolchains ? "" : "-user")
            + (snapshot && isPrivate ? settings.AsksForMore ? "-private-more" : "-private" : "")
            + (string.IsNullOrEmpty(own) ? "" : $"-{plan.Stage.Chain.Last().Index}");
        if (settings.IsOffline)
        {
            _files[id] = settings.ToText();
            return $"--mount=type=bind,from={Places.SettingsContext},source={id},target={plan.Settings.Path},ro";
        }

        secrets[id] = settings.ToText();
        return $"--mount=type=secret,id={id},target={plan.Settings.Path},mode=0444";
    }
}
