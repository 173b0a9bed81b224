/** Stands in until the module's door is here. */
function openDoor() { throw new Error("the module is not built yet"); }
