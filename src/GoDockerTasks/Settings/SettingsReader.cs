using GoDockerTasks.Errors;

namespace GoDockerTasks.Settings;

/// <summary>Fills the settings from their sources and reports everything that is wrong with them at once.</summary>
public static class SettingsReader
{
    private const string ArgumentPrefix = "godocker_";
    private const string VariablePrefix = "CAKE_GODOCKER_";

    /// <summary>Reads all settings. Rising precedence: cake.config, standard variables (go env, environment), CAKE_ variables, arguments.</summary>
    /// <param name="input">The sources.</param>
    /// <returns>Valid settings.</returns>
    /// <exception cref="GoDockerException">Values are not accepted, or names not known (<c>GDT2001</c>).</exception>
    public static ServiceSettings Read(SettingsInput input) => Checked(Fill(input, out var problems), [.. UnknownNames(input), .. problems]);

    /// <summary>Reads one setting and leaves the others at their defaults, for a task that has no use for them.</summary>
    /// <param name="input">The sources.</param>
    /// <param name="key">The setting's key.</param>
    /// <returns>Settings with that one.</returns>
    /// <exception cref="GoDockerException">Its value is not accepted (<c>GDT2001</c>).</exception>
    public static ServiceSettings Read(SettingsInput input, string key) => Checked(Fill(input, out var problems, key), problems);

    private static ServiceSettings Checked(ServiceSettings settings, List<SettingProblem> problems) =>
        problems.Count == 0
            ? settings
            : throw new GoDockerException(ErrorKinds.InvalidSettings, string.Join("\n  - ", ["", .. problems.Select(problem => problem.Text)]));

    /// <summary>Reads what can be read and leaves the rest at its default, for a report about settings that are wrong.</summary>
    /// <param name="input">The sources.</param>
    /// <returns>Settings with which nothing should be built.</returns>
    public static ServiceSettings ReadLeniently(SettingsInput input) => Fill(input, out _);

    /// <summary>Reads what can be read, and says what is wrong with the rest.</summary>
    /// <param name="input">The sources.</param>
    /// <returns>Settings with which nothing should be built while there are problems, and the problems.</returns>
    public static (ServiceSettings Settings, IReadOnlyList<SettingProblem> Problems) Examine(SettingsInput input)
    {
        var settings = Fill(input, out var problems);
        return (settings, [.. UnknownNames(input), .. problems]);
    }

    /// <summary>Finds arguments that nobody here reads, and that look like one that is read: a host may have any of its own.</summary>
    /// <param name="input">The sources.</param>
    /// <returns>A sentence for each.</returns>
    public static IEnumerable<string> Misspelt(SettingsInput input)
    {
        var known = SettingCatalogue.All.Select(definition => definition.Argument).OfType<string>().ToArray();
        return from name in input.Arguments.Keys
               where !known.Contains(name, StringComparer.OrdinalIgnoreCase)
               let nearest = known.MinBy(argument => EditDistance.Between(argument, name.ToLowerInvariant()))
               where EditDistance.Between(nearest, name.ToLowerInvariant()) <= (name.Length > 5 ? 2 : 1)
               select $"--{name} is not read by these tasks; did you mean --{nearest}?";
    }

    private static ServiceSettings Fill(SettingsInput input, out List<SettingProblem> problems, string? key = null)
    {
        problems = [];
        var settings = SettingDefaults.For(input);
        Dictionary<string, string> origins = [];
        foreach (var definition in SettingCatalogue.All.Where(definition => key is null || definition.Key == key))
        {
            var (value, source) = Find(definition, input);
            if (value is null)
            {
                continue;
            }

            try
            {
                settings = definition.Apply(settings, value);
                origins[definition.Key] = source;
            }
            catch (SettingFormatException e)
            {
                problems.Add(new(definition.Key, Describe(definition, value, source, e)));
            }
        }

        if (settings is { Modules: ModuleSource.Layer, ModulesRepository: null, PrivateModulesRepository: null })
        {
            problems.Add(new(
                null, "Modules is 'layer', which needs a repository to keep the modules in: set ModulesRepository, such as registry.example.com/go/modules."));
        }

        if (settings.Push && !settings.Build.StaysInEngine)
        {
            problems.Add(new(
                null, $"Push is on, and the output '{string.Join(' ', settings.Build.Outputs)}' is not the engine, which images are pushed from: leave one of them out."));
        }

        return SettingDefaults.Complete(settings with { Origins = origins });
    }

    private static (SettingValue? Value, string Source) Find(SettingDefinition definition, SettingsInput input)
    {
        foreach (var name in new[] { ArgumentPrefix + definition.Key, definition.Argument })
        {
            if (name is not null && input.Arguments.TryGetValue(name, out var values) && values.Count > 0)
            {
                return (new([.. values], input.WorkingDirectory) { IsArgument = true }, "--" + name.ToLowerInvariant());
            }
        }

        foreach (var name in (string[])[VariablePrefix + definition.Key.ToUpperInvariant(), .. definition.Variables])
        {
            if (input.Environment.TryGetValue(name, out var text) && text.Length > 0)
            {
                return (new([text], input.WorkingDirectory), name);
            }
        }

        var inGo = definition.Variables.Select(input.GoEnvironment.GetValueOrDefault).FirstOrDefault(found => found is { Value.Length: > 0 });
        if (inGo is { IsUsers: true })
        {
            return FromGo(inGo, input);
        }

        if (input.Configured("GoDocker_" + definition.Key) is { } configured)
        {
            return (new([configured], input.WorkingDirectory), $"cake.config [GoDocker] {definition.Key}");
        }

        if (inGo is not null)
        {
            return FromGo(inGo, input);
        }

        return definition.Variables.FirstOrDefault(input.DockerProxies.ContainsKey) is { } variable
            ? (new([input.DockerProxies[variable]], input.WorkingDirectory), "the docker client's config.json")
            : (null, "");
    }

    private static (SettingValue? Value, string Source) FromGo(GoEnvValue value, SettingsInput input) =>
        (new([value.Value], input.WorkingDirectory), value.File);

    private static string Describe(
        SettingDefinition definition, SettingValue value, string source, SettingFormatException problem)
    {
        var text = string.Join(' ', value.Texts);
        var shown = definition.Key.Contains("Proxy", StringComparison.Ordinal) || definition.Key.Contains("Mirror", StringComparison.Ordinal)
            ? Network.ProxyAddress.WithoutCredentialsOf(text)
            : Network.ProxyAddress.WithoutCredentials(text);
        var why = problem.Why is null ? "" : $" {problem.Why}";
        return $"{definition.Key} is '{shown}' ({source});{why} it takes {definition.Accepts}.";
    }

    private static IEnumerable<SettingProblem> UnknownNames(SettingsInput input)
    {
        var found = input.Arguments.Keys
            .Where(name => name.StartsWith(ArgumentPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => (Name: "--" + name, Key: name[ArgumentPrefix.Length..]))
            .Concat(input.Environment.Keys
                .Where(name => name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
                .Select(name => (Name: name, Key: name[VariablePrefix.Length..])))
            .Concat(input.ConfiguredKeys.Select(key => (Name: $"cake.config [GoDocker] {key}", Key: key)));

        foreach (var (name, key) in found)
        {
            if (!SettingCatalogue.All.Any(known => known.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new(null, $"{name} is no setting{Suggestion(key)}.");
            }
            else if (!OperatingSystem.IsWindows() && name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase)
                && name != VariablePrefix + key.ToUpperInvariant())
            {
                yield return new(null, $"{name} is no setting: the variable is {VariablePrefix}{key.ToUpperInvariant()}, in capitals.");
            }
        }
    }

    private static string Suggestion(string key)
    {
        var nearest = SettingCatalogue.All
            .Select(known => (known.Key, Distance: EditDistance.Between(known.Key.ToUpperInvariant(), key.ToUpperInvariant())))
            .MinBy(candidate => candidate.Distance);

        return nearest.Distance <= 3
            ? $"; did you mean {nearest.Key}?"
            : "; the known ones are " + string.Join(", ", SettingCatalogue.All.Select(known => known.Key));
    }
}
