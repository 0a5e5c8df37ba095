import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { consoleApi } from "./console";
import { readAll } from "./pages";

const KEY = ["administrators"];

export function useAdministrators() {
  return useQuery({ queryKey: KEY, queryFn: () => readAll((cursor) => consoleApi.administrators(cursor)) });
}

function useChange<A, R>(change: (argument: A) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useAddAdministrator = () => useChange(consoleApi.addAdministrator);
export const useResetAdministrator = () => useChange(consoleApi.resetAdministrator);
export const useRemoveAdministrator = () => useChange(consoleApi.removeAdministrator);
