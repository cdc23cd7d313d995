namespace GoDockerTasks.TestSupport;

/// <summary>Which requests go wrong, how, and how often; the last rule that fits decides.</summary>
/// <typeparam name="T">What a request is told by.</typeparam>
internal sealed class FaultPlan<T>
{
    private readonly Lock door = new();
    private readonly List<Rule> rules = [];

    public void Add(Func<T, bool> fits, Fault fault, int times)
    {
        lock (door)
        {
            rules.Add(new() { Fits = fits, Fault = fault, Left = times });
        }
    }

    public void Clear()
    {
        lock (door)
        {
            rules.Clear();
        }
    }

    public Fault? Take(T request)
    {
        lock (door)
        {
            var rule = rules.FindLast(rule => rule.Left > 0 && rule.Fits(request));
            if (rule is { Left: < int.MaxValue })
            {
                rule.Left--;
            }

            return rule?.Fault;
        }
    }

    private sealed class Rule
    {
        public required Func<T, bool> Fits { get; init; }

        public required Fault Fault { get; init; }

        public required int Left { get; set; }
    }
}
