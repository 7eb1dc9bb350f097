using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>The order in which Keras lists the layers of a functional model: by how far they are from the outputs, then as a walk back from the outputs meets them.</summary>
/// <remarks>Source: Keras 2.15, keras/src/engine/functional.py, _map_graph_network.</remarks>
static class LayerOrder
{
    /// <summary>The layers of these nodes, each once.</summary>
    public static IReadOnlyList<Layer> Of(IReadOnlyList<Node> nodes, IReadOnlyList<int> inputs, IReadOnlyList<NodeOutput> outputs)
    {
        var met = new List<Layer>();
        var finished = new List<int>();
        var seen = new HashSet<int>();
        foreach (var output in outputs)
            Walk(nodes, output.Node, met, finished, seen);

        var depthOfNode = new int[nodes.Count];
        var depthOfLayer = new Dictionary<Layer, int>(ReferenceEqualityComparer.Instance);
        for (var i = finished.Count - 1; i >= 0; i--)
        {
            var (node, before) = (finished[i], depthOfLayer.GetValueOrDefault(nodes[finished[i]].Layer));
            var depth = depthOfLayer[nodes[node].Layer] = depthOfNode[node] = Math.Max(depthOfNode[node], before);
            foreach (var source in nodes[node].Inputs)
                depthOfNode[source.Node] = Math.Max(depth + 1, depthOfNode[source.Node]);
        }

        var unread = inputs.Select(input => nodes[input].Layer).Where(layer => !depthOfLayer.ContainsKey(layer));
        return [.. unread.Concat(met).OrderByDescending(layer => depthOfLayer.GetValueOrDefault(layer))]; // a stable sort
    }

    static void Walk(IReadOnlyList<Node> nodes, int node, List<Layer> met, List<int> finished, HashSet<int> seen)
    {
        if (!seen.Add(node))
            return;

        if (!met.Contains(nodes[node].Layer))
            met.Add(nodes[node].Layer);
        foreach (var source in nodes[node].Inputs)
            Walk(nodes, source.Node, met, finished, seen);
        finished.Add(node);
    }
}
