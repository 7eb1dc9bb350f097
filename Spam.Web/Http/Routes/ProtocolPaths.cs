namespace Spam.Web.Http.Routes;

/// <summary>Tells paths of one protocol from those of another.</summary>
static class ProtocolPaths
{
    /// <summary>Whose rules hold at <paramref name="path"/>.</summary>
    public static Protocol Of(ReadOnlySpan<char> path)
        => path.StartsWith("/v1/", StringComparison.OrdinalIgnoreCase) ? Protocol.TensorFlowServing
            : path is "/v2" || path.StartsWith("/v2/") ? Protocol.OpenInference
            : Protocol.Workshop;
}
