import streamlit as st

st.title("Rembuk")
st.text_input("Nama", key="name")
