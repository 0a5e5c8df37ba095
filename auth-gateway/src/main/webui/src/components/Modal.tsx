import { Modal as AntModal, type ModalProps } from "antd";
import { ReturnFocus } from "./ReturnFocus";

/** A modal window that gives the keyboard back when it is closed, also where it is mounted only while it is open. */
export function Modal(props: ModalProps) {
  return (
    <>
      {props.open && <ReturnFocus />}
      <AntModal {...props} />
    </>
  );
}
