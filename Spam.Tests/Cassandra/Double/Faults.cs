namespace Spam.Tests.Cassandra.Double;

/// <summary>The faults that are switched on now.</summary>
sealed class Faults(int seed)
{
    readonly Lock _lock = new();
    readonly Random _random = new(seed);
    readonly List<Switch> _on = [];
    readonly int[] _met = new int[Enum.GetValues<FaultKind>().Length];

    /// <summary>Whether any is on.</summary>
    public bool AreAny => _on.Count > 0;

    /// <summary>How many requests a fault met.</summary>
    public int Met => _met.Sum();

    /// <summary>How many requests a fault of one kind met.</summary>
    public int MetBy(FaultKind kind) => _met[(int)kind];

    /// <summary>Switches a fault on; disposing the answer switches it off.</summary>
    public IDisposable On(Fault fault)
    {
        lock (_lock)
        {
            var one = new Switch(this, fault);
            _on.Add(one);
            return one;
        }
    }

    /// <summary>Switches a fault on that meets the next <paramref name="times"/> statements.</summary>
    public IDisposable On(FaultKind kind, int times = int.MaxValue) => On(new Fault(kind) { Times = times });

    public void AllOff()
    {
        lock (_lock)
            _on.Clear();
    }

    /// <summary>The fault that meets this request, if any.</summary>
    public Fault? Meet(FakeRequest request)
    {
        lock (_lock)
        {
            foreach (var one in _on)
            {
                if (!(one.Fault.When?.Invoke(request) ?? request.IsStatement) || one.Fault.Share < 1 && _random.NextDouble() >= one.Fault.Share)
                    continue;
                if (--one.Left == 0)
                    _on.Remove(one);
                _met[(int)one.Fault.Kind]++;
                return one.Fault;
            }
        }

        return null;
    }

    sealed class Switch(Faults faults, Fault fault) : IDisposable
    {
        public Fault Fault { get; } = fault;

        public int Left { get; set; } = fault.Times;

        public void Dispose()
        {
            lock (faults._lock)
                faults._on.Remove(this);
        }
    }
}
