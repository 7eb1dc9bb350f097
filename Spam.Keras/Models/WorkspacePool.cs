using System.Collections.Concurrent;
using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>A model's workspaces, one for each pass that runs at the moment; a few are kept for the passes to come.</summary>
sealed class WorkspacePool
{
    /// <summary>A workspace of more numbers (128 MB) is not kept: a rare large batch is not to hold memory for ever.</summary>
    const long LargestKept = 128 * 1024 * 1024 / sizeof(float);

    readonly ConcurrentBag<Workspace> _free = [];

    /// <summary>A workspace, until it is given back.</summary>
    public Workspace Take() => _free.TryTake(out var workspace) ? workspace : new();

    /// <summary>Gives a workspace back. What was rented from it is not used any more.</summary>
    public void GiveBack(Workspace workspace)
    {
        workspace.Reset();
        if (workspace.Size <= LargestKept && _free.Count < Environment.ProcessorCount)
            _free.Add(workspace);
    }
}
