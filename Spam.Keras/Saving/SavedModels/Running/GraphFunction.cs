namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>A function that is ready to run. Its arguments take the first places of its frame.</summary>
/// <param name="Name">The function's name; empty for a part of the main graph.</param>
/// <param name="NumArguments">How many arguments it takes.</param>
/// <param name="NumPlaces">How many values its frame holds.</param>
/// <param name="Nodes">In an order in which each comes after what it reads.</param>
/// <param name="Results">The places of its results.</param>
sealed record GraphFunction(string Name, int NumArguments, int NumPlaces, GraphNode[] Nodes, int[] Results);
