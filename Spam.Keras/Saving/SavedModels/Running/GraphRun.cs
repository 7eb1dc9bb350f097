using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>One run of a graph: what it holds, and how much more it may take. Runs share nothing that changes.</summary>
/// <param name="file">The graph's file, for messages.</param>
/// <param name="limits">What the run may take.</param>
/// <param name="variables">The values of the variables when the run begins.</param>
/// <param name="cancellation">Ends the run.</param>
sealed class GraphRun(string file, GraphLimits limits, IReadOnlyDictionary<string, RunValue> variables, CancellationToken cancellation)
{
    Dictionary<string, RunValue>? _assigned;
    long _numBytes;
    long _numOperations, _numIterations;

    /// <summary>Where variables are restored from; null in runs that restore none.</summary>
    public BundleReader? Bundle { get; init; }

    /// <summary>What was assigned to variables in this run, by name. It is forgotten with the run: each one begins with the saved values.</summary>
    public IReadOnlyDictionary<string, RunValue> Assigned => _assigned ?? [];

    /// <summary>Runs a function.</summary>
    /// <returns>Its results.</returns>
    /// <exception cref="KerasException">A node cannot be run, or a limit is met; the message names the node.</exception>
    public RunValue[] Call(GraphFunction function, ReadOnlySpan<RunValue> arguments)
    {
        var places = new RunValue?[function.NumPlaces];
        for (var i = 0; i < arguments.Length; i++)
            Hold(places, i, arguments[i]);

        foreach (var node in function.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            var inputs = new RunValue[node.Inputs.Length];
            for (var i = 0; i < inputs.Length; i++)
                inputs[i] = places[node.Inputs[i]]!; // the nodes are in order

            var outputs = Run(node, inputs);
            for (var i = 0; i < outputs.Length; i++)
                Hold(places, node.FirstOutput + i, outputs[i]);
            foreach (var place in node.Released)
                Release(places, place);
        }

        var results = new RunValue[function.Results.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = places[function.Results[i]]!; // as above
        for (var place = 0; place < places.Length; place++)
            Release(places, place);

        return results;
    }

    /// <summary>Counts one round of a loop.</summary>
    /// <exception cref="KerasException">There were too many.</exception>
    public void Iterate()
    {
        if (++_numIterations > limits.Iterations)
            throw new KerasException($"its loops have run {limits.Iterations} rounds, which is the limit for one run");
    }

    /// <summary>Says that memory for an output is about to be taken.</summary>
    /// <exception cref="KerasException">The run would hold more than it may.</exception>
    public GraphMemory Take(long numBytes)
    {
        Check(numBytes);
        _numBytes += numBytes;
        return new(numBytes) { IsCounted = true };
    }

    /// <summary>Says that memory is about to be taken that is given back before the node is done.</summary>
    /// <exception cref="KerasException">The run would hold more than it may.</exception>
    public void Check(long numBytes)
    {
        if (numBytes > limits.Memory - _numBytes)
            throw new KerasException($"it asks for {numBytes} bytes where the run holds {_numBytes} already, and the limit is {limits.Memory}");
    }

    /// <summary>Throws where the run is to end: for operations that work long.</summary>
    public void ThrowIfCancelled() => cancellation.ThrowIfCancellationRequested();

    /// <summary>The value of a variable.</summary>
    /// <exception cref="KerasException">It has none.</exception>
    public RunValue Read(string variable)
        => Find(variable) ?? throw new KerasException($"the variable {FileText.Show(variable)} has no value: nothing restores it");

    /// <summary>Whether a variable has a value.</summary>
    public bool Has(string variable) => Find(variable) is not null;

    /// <summary>Sets a variable for the rest of this run.</summary>
    public void Assign(string variable, RunValue value)
    {
        _assigned ??= [];
        if (_assigned.Remove(variable, out var before))
            Release(before);
        _assigned[variable] = value;
        Hold(value);
    }

    /// <summary>What is wrong with a node.</summary>
    public KerasException Fail(GraphNode node, string reason, Exception? cause = null)
        => new GraphNodeException($"{file}: the {node} cannot be run: {reason}.", cause);

    RunValue? Find(string variable)
        => (_assigned is not null && _assigned.TryGetValue(variable, out var value)) || variables.TryGetValue(variable, out value) ? value : null;

    RunValue[] Run(GraphNode node, RunValue[] inputs)
    {
        try
        {
            if (++_numOperations > limits.Operations)
                throw new KerasException($"{limits.Operations} nodes have been run, which is the limit for one run");

            var outputs = node.Operation.Compute(new(node, inputs, this));
            return outputs.Length == node.NumOutputs
                ? outputs
                : throw new KerasException($"it gave {outputs.Length} values, but {node.NumOutputs} are read from it");
        }
        catch (Exception error) when (IsOfTheGraph(error))
        {
            throw Fail(node, error.Message.TrimEnd('.'), error);
        }
    }

    // Operations check what they are given; what slips through them is still the file's fault and is reported as such.
    static bool IsOfTheGraph(Exception error) => error is not GraphNodeException && error
        is KerasException or IndexOutOfRangeException or ArgumentException or ArithmeticException or InvalidCastException or OutOfMemoryException;

    void Hold(RunValue?[] places, int place, RunValue value)
    {
        places[place] = value;
        Hold(value);
    }

    void Release(RunValue?[] places, int place)
    {
        if (places[place] is { } value)
            Release(value);
        places[place] = null;
    }

    void Hold(RunValue value)
    {
        if (value.Memory is not { } memory)
            return;

        memory.NumHolders++;
        if (memory.IsCounted)
            return;

        memory.IsCounted = true; // a function's result: it left the function's frame and is put into the caller's
        _numBytes += memory.NumBytes;
    }

    void Release(RunValue value)
    {
        if (value.Memory is not { } memory || --memory.NumHolders > 0)
            return;

        memory.IsCounted = false;
        _numBytes -= memory.NumBytes;
    }
}
