using GoDockerTasks.Checks;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;

namespace GoDockerTasks.Dockerfiles.Checks;

/// <summary>What the Dockerfile sets for Go: mistakes that a build meets late, or never says.</summary>
/// <param name="read">Reads the Dockerfile; it throws where that cannot be done.</param>
/// <param name="unseen">The GOPROXY of this machine where RUN steps get nothing of ours, because nothing is rewritten; else null.</param>
internal sealed class GoSettingsCheck(Func<(Dockerfile File, StageInputs Inputs)> read, string? unseen = null) : ICheck
{
    /// <inheritdoc />
    public string Name => "Go settings in the Dockerfile";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var (file, inputs) = read();
        var variables = GoVariableReader.Read(file, inputs);
        var graph = StageGraph.Of(file, inputs);
        List<Finding> findings = [.. variables.SelectMany(Of), .. OneStageOnly(graph)];
        if (unseen is not null && NotInRun(graph, unseen) is { } notThere)
        {
            findings.Add(notThere);
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings.Count > 0 ? findings
            : [Finding.Ok(variables.Count == 0 ? "it sets none: Go gets ours" : string.Join(", ", variables.Select(variable => $"{variable.Name} (line {variable.Line})")))]);
    }

    private static IEnumerable<Finding> Of(GoVariable variable)
    {
        var shown = $"line {variable.Line}: {variable.Name}={ProxyAddress.WithoutCredentials(variable.Value)}";
        switch (variable.Name)
        {
            case "GOPROXY" when !variable.Value.Contains('$', StringComparison.Ordinal):
                return OfProxy(variable, shown);
            case "GOPRIVATE" or "GONOPROXY" or "GONOSUMDB" when ModulePatterns.Mistake(variable.Value) is { } mistake:
                return [Finding.Broken($"{shown}: {mistake}", $"ENV {variable.Name}={mistake.Split('\'')[^2]}", ExitCode.Source)];
            case "GOSUMDB" when variable.Value == "off":
                return [Finding.Warning($"{shown}: modules that are not in go.sum are not verified", "take it out, or name the private ones: ENV GONOSUMDB=PATTERNS")];
            case "GOFLAGS" when variable.Value.Contains("-insecure", StringComparison.Ordinal):
                return [Finding.Warning($"{shown}: Go knows -insecure no more", "for a CA of your own: --godocker_cafile=FILE")];
            case "GOFLAGS" when variable.Value.Contains("-mod=mod", StringComparison.Ordinal):
                return [Finding.Warning($"{shown}: Go adds what go.sum lacks, unseen, from the network", "take it out, and commit a complete go.sum ('go mod tidy')")];
            default:
                return [];
        }
    }

    private static IEnumerable<Finding> OfProxy(GoVariable variable, string shown)
    {
        if (GoProxyMistake.Find(variable.Value) is { } mistake)
        {
            yield return Finding.Broken($"{shown}: {mistake.Why}", $"ENV GOPROXY={mistake.RightForm}", ExitCode.Source);
            yield break;
        }

        if (ProxyAddress.Credentials(variable.Value).Any())
        {
            yield return Finding.Warning(
                $"{shown}: whoever has the image, or its build cache, can read the credentials", "put them into netrc: --godocker_netrcfile=FILE");
        }

        var proxies = ProxyChain.Parse(variable.Value).Elements.TakeWhile(element => element.IsProxy).ToList();
        if (proxies.SkipLast(1).Any(element => element.Fallback == ProxyFallback.WhenMissing))
        {
            var pipes = string.Join('|', proxies.Select(element => ProxyAddress.WithoutCredentials(element.Address)));
            yield return Finding.Warning(
                $"{shown}: a comma lets Go move on after 404 and 410 only, not when a proxy is down", $"ENV GOPROXY={pipes},direct");
        }
    }

    private static IReadOnlyList<(Stage Stage, StageStep? Run)> Running(StageGraph graph) =>
    [
        .. graph.Stages.Where(graph.Needed.Contains)
            .Select(stage => (Stage: stage, Run: stage.Steps.FirstOrDefault(step => step.Instruction is RunInstruction { Usage.GoCommands.Count: > 0 })))
            .Where(stage => stage.Run is not null),
    ];

    /// <summary>Says that Go in a RUN will not see a GOPROXY: an environment variable of this machine is none of a container.</summary>
    /// <param name="graph">The stages of a Dockerfile that is built as it is.</param>
    /// <param name="goProxy">The GOPROXY of this machine.</param>
    /// <returns>A warning with the first line that it is about; null where every stage that runs Go has a GOPROXY.</returns>
    internal static Finding? NotInRun(StageGraph graph, string goProxy) =>
        Running(graph).FirstOrDefault(stage => stage.Run!.State.Value("GOPROXY") is null or "") is { Run: { } run }
            ? Finding.Warning(
                $"line {run.Instruction.Line}: GOPROXY {ProxyAddress.WithoutCredentials(goProxy)} is set here and not in the container; with Rewrite=off Go asks proxy.golang.org there",
                "take --rewrite=off away, or write ARG GOPROXY into the stage and give --build-arg=GOPROXY")
            : null;

    private static IEnumerable<Finding> OneStageOnly(StageGraph graph)
    {
        var running = Running(graph);
        var without = running.Where(stage => stage.Run!.State.Value("GOPROXY") is null or "").ToList();
        return without.Count == 0 || without.Count == running.Count ? []
            : without.Select(stage => Finding.Warning(
                $"line {stage.Run!.Instruction.Line}: stage {stage.Stage.Name ?? $"{stage.Stage.Index}"} runs Go without the GOPROXY that another stage sets",
                "ARG and ENV hold for their own stage: repeat the line there, or set it in the base stage"));
    }
}
