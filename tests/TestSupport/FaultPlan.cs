namespace GoDockerTasks.TestSupport;

/// <summary>Which requests go wrong, how, and how often; the last rule that fits decides.</summary>
internal sealed class FaultPlan
{
    private readonly Lock door = new();
    private readonly List<Rule> rules = [];

    public void Add(Func<string, bool> path, Fault fault, int times)
    {
        lock (door)
        {
            rules.Add(new() { Path = path, Fault = fault, Left = times });
        }
    }

    public void Clear()
    {
        lock (door)
        {
            rules.Clear();
        }
    }

    public Fault? Take(string path)
    {
        lock (door)
        {
            var rule = rules.FindLast(rule => rule.Left > 0 && rule.Path(path));
            if (rule is { Left: < int.MaxValue })
            {
                rule.Left--;
            }

            return rule?.Fault;
        }
    }

    private sealed class Rule
    {
        public required Func<string, bool> Path { get; init; }

        public required Fault Fault { get; init; }

        public required int Left { get; set; }
    }
}
